/** `npm start`: builds when the last build no longer fits, serves, and says where. */
import path from 'node:path';
import { build, isCurrent, settings } from './lib/build.ts';
import { main, onStop, portOption, root } from './lib/cli.ts';
import { serveAndSay } from './lib/announce.ts';

await main(async () => {
  const port = portOption('Usage: npm start -- [--port 4321]');
  const wanted = settings();
  if (!isCurrent(root, wanted)) await build(root, wanted);
  const served = await serveAndSay(path.join(root, 'dist'), wanted.base, port);
  onStop(() => served.close());
});
