/** `npm run build`: builds the site into `dist/`. `BASE` and `SITE` set its address. */
import { build, settings } from './lib/build.ts';
import { main, root } from './lib/cli.ts';

await main(async () => {
  await build(root, settings());
});
