/**
 * Where Astro's messages go in our commands: warnings, errors and the engine's
 * own lines are printed plainly; the list of every page written is not.
 */
import type { AstroLoggerDestination } from 'astro';

const OWN = 'margin-notes';
/** True of Astro's own modules, and nothing an author can act on. */
const NOISE = [
  /MODULE_LEVEL_DIRECTIVE/,
  /^An unhandled error occurred while running the "astro:config:setup"/,
];

export default function destination(): AstroLoggerDestination {
  return {
    write({ level, label, message }) {
      if (NOISE.some((noise) => noise.test(message))) return;
      if (level === 'error') process.stderr.write(`${message}\n`);
      else if (level === 'warn' || label === OWN) process.stdout.write(`${message}\n`);
    },
  };
}
