/** How the commands write times, sizes and progress. */

/** `950 ms`, `4.2 s`, `3 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 100_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `812 B`, `14.3 kB`, `2.1 MB` (powers of ten). */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * Runs `work`; if it takes longer than two seconds a line says what is going on,
 * and another every ten seconds that it still is.
 */
export async function withProgress<T>(
  what: string,
  work: () => Promise<T>,
  log: (line: string) => void = console.log,
): Promise<T> {
  const started = performance.now();
  let ticking: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    log(`${what} …`);
    ticking = setInterval(() => log(`  ${what}: ${duration(performance.now() - started)}`), 10_000);
  }, 2000);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(ticking);
  }
}
