/** `npm run preview`: serves the last build as it is. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isCurrent, settings } from './lib/build.ts';
import { main, onStop, portOption, root } from './lib/cli.ts';
import { serveAndSay } from './lib/announce.ts';

await main(async () => {
  const port = portOption('Usage: npm run preview -- [--port 4321]');
  const dist = path.join(root, 'dist');
  if (!existsSync(path.join(dist, 'index.html'))) {
    throw new Error('There is no build yet.\nHint: `npm start` builds and serves.');
  }
  const wanted = settings();
  if (!isCurrent(root, wanted)) console.log('The sources have changed since this was built.');
  const served = await serveAndSay(dist, wanted.base, port);
  onStop(() => served.close());
});
