/**
 * `npm run check`: reads the whole site, prints what is wrong or what there is.
 * `npm run check -- folder` reads the project in that folder instead.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatErrors } from '../src/lib/site/errors.ts';
import { loadSite } from '../src/lib/site/load.ts';
import type { Site } from '../src/lib/site/types.ts';

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
const { site, errors } = await loadSite(root, { log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(errors.length > 0 ? formatErrors(errors) : summary(site));
process.exitCode = errors.length > 0 ? 1 : 0;

/** Counts by kind, claims by verdict and basis. */
function summary(of: Site): string {
  const claims = of.claims.filter((claim) => claim.kind === 'claim');
  const lines = [
    ['papers', of.notes.filter((note) => note.kind === 'paper').length],
    ['topics', of.notes.filter((note) => note.kind === 'topic').length],
    ['concepts', of.concepts.length],
    ['claims', claims.length],
    ...tally(claims.map((claim) => claim.verdict ?? 'not yet checked')).map(indent),
    ['by basis', ''],
    ...tally(claims.map((claim) => claim.basis ?? 'none')).map(indent),
    ['questions, ideas, opinions', of.claims.length - claims.length],
    ['figures', of.figures.length],
    ['experiments', of.experiments.length],
    ['references', of.references.length],
    ['links and relations', of.graph.edges.length],
  ].map(([name, count]) => [String(name), String(count)] as const);
  const width = Math.max(...lines.map(([name]) => name.length));
  return `${lines.map(([name, count]) => `${name.padEnd(width)}  ${count.padStart(4)}`.trimEnd()).join('\n')}\nNo errors.\n`;
}

function tally(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function indent([name, count]: readonly [string, number]): [string, number] {
  return [`  ${name}`, count];
}
