/**
 * `npm run test:site`: builds if need be, then tests the built site. Arguments go
 * to Vitest: `npm run test:site -- shift -t sphereface`. `FULL=1` visits every
 * note and figure page; `SITE_PART=lighthouse` runs Lighthouse instead.
 */
import { spawnSync } from 'node:child_process';
import { build, isCurrent, settings } from './lib/build.ts';
import { main, root } from './lib/cli.ts';

await main(async () => {
  const wanted = settings();
  if (!isCurrent(root, wanted)) await build(root, wanted);
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'tests/site/vitest.config.ts',
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
});
