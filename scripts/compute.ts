/** `npm run compute -- [ids…]`: see `src/lib/lab/compute.ts`. */
import { fileURLToPath } from 'node:url';
import { compute } from '../src/lib/lab/compute.ts';

process.exitCode = await compute(
  fileURLToPath(new URL('..', import.meta.url)),
  process.argv.slice(2),
  {
    print: (line) => process.stdout.write(`${line}\n`),
    log: (line) => process.stderr.write(`${line}\n`),
  },
);
