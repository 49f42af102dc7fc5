/** What the commands share: the project's root, options, and how they end on an error. */
import path from 'node:path';
import { parseArgs } from 'node:util';

export const root = path.resolve(import.meta.dirname, '../..');

/** Port from `--port 4321` (or `PORT`); 4321 unless told. Ends the process on a bad option. */
export function portOption(usage: string): number {
  let value: string | undefined;
  try {
    value = parseArgs({ options: { port: { type: 'string' } } }).values.port;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}\n`);
    process.exit(2);
  }
  value ??= process.env['PORT'] ?? '4321';
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    process.stderr.write(`--port: expected a whole number from 1 to 65535, found “${value}”.\n`);
    process.exit(2);
  }
  return port;
}

/** Runs a command; an error ends it with its message, and its trace where it is a slip of ours. */
export async function main(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const whole = error instanceof Error ? error : new Error(String(error));
    const slip =
      whole instanceof TypeError || whole instanceof ReferenceError || whole.message === '';
    process.stderr.write(`${slip ? (whole.stack ?? whole.message) : whole.message}\n`);
    process.exit(1);
  }
}

/** Closes what is open when the reader stops the command. */
export function onStop(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)));
  }
}
