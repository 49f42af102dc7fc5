/** `npm run dev`: Astro's development server; pages, frontmatter and verdicts reload as files change. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dev } from 'astro';
import { settings } from './lib/build.ts';
import { main, onStop, portOption, root } from './lib/cli.ts';

await main(async () => {
  const port = portOption('Usage: npm run dev -- [--port 4321]');
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const indexed = existsSync(path.join(root, 'dist/pagefind/pagefind.js'));
  console.log(
    indexed
      ? 'Search here works on the last build; `npm run build` brings it up to date.'
      : 'Search needs an index, and there is none yet: `npm run build` makes it.',
  );
  const server = await dev({ root, base: settings().base, server: { port } });
  onStop(() => server.stop());
});
