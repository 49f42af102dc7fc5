/**
 * `npm run test:recompute`: computes every experiment from nothing and compares
 * the bytes with the lock. Last line: `N passed, N failed`.
 */
import { fileURLToPath } from 'node:url';
import { recompute } from '../src/lib/lab/recompute.ts';

process.exitCode = await recompute(fileURLToPath(new URL('..', import.meta.url)), {
  print: (line) => process.stdout.write(`${line}\n`),
  log: (line) => process.stderr.write(`${line}\n`),
});
