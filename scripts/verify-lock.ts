/**
 * The results lock, as `npm test` holds it: every hash fits; the cheap experiments
 * and one other in turn, computed again, give the bytes of the lock.
 * Last line: `N passed, N failed`.
 */
import { formatError } from '../src/lib/lab/index.ts';
import { verifyLock } from '../src/lib/lab/verify.ts';
import { root } from './lib/cli.ts';

const { passed, errors } = await verifyLock(root, { mode: 'quick', log: console.log });
for (const error of errors) console.log(formatError(error));
console.log(`${passed} passed, ${errors.length} failed`);
process.exitCode = errors.length === 0 ? 0 : 1;
