/**
 * The original notes are on the site row by row. Invariants of this site's
 * content, not of the engine.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Claim, Site } from '../../src/lib/site/types.ts';
import { readSite } from './site.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const rows = readFileSync(path.join(fixtures, 'inventory.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id = '', expected = '', experiments = '', least = ''] = line.split('\t');
    return { id, expected, experiments, least };
  });
const places = JSON.parse(readFileSync(path.join(fixtures, 'inventory.json'), 'utf8')) as Record<
  string,
  string[]
>;

/** Prefix of an inventory id → note of the site. A note that is not written yet has no rows here. */
const noteOf: Record<string, string> = {
  oecnn: 'oe-cnn',
  deepid2: 'deepid2',
  sphereface: 'sphereface',
  rectifier: 'rectifier',
  deepface: 'deepface',
  newton: 'newton-taylor',
  aepca: 'autoencoder-pca',
  dl2015: 'deep-learning-2015',
};
const computed = new Set(['proved', 'exact', 'real-data', 'constructed']);
const prefix = (id: string): string => id.slice(0, id.indexOf('-'));

let site: Site;
let claims: Map<string, Claim>;

beforeAll(async () => {
  site = await readSite();
  claims = new Map(site.claims.map((claim) => [claim.id, claim]));
}, 60_000);

const written = (id: string): boolean => site.notes.some((note) => note.id === noteOf[prefix(id)]);

/** Whether a place of inventory.json is there; a message when it is not. */
function missing(place: string): string | null {
  const [kind, rest] = /^(correction|question|idea|opinion|table):(.+)$/.exec(place)?.slice(1) ?? [
    'claim',
    place,
  ];
  const slash = (rest ?? '').indexOf('/');
  const note = site.notes.find((entry) => entry.id === (rest ?? '').slice(0, slash));
  const id = (rest ?? '').slice(slash + 1);
  if (!note) return `${place}: no such note`;
  const there =
    kind === 'correction'
      ? note.corrections.some((row) => row.id === id)
      : kind === 'table'
        ? note.results.some((table) => table.id === id)
        : claims.get(rest ?? '')?.kind === kind;
  return there ? null : `${place}: not on the site`;
}

describe('the inventory of the original notes', () => {
  it('knows the prefix of every row', () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ id }) => noteOf[prefix(id)] === undefined)).toEqual([]);
  });

  it('maps every row of a written note to a place, and no row of an unwritten one', () => {
    const unmapped = rows.filter(({ id }) => written(id) && !((places[id] ?? []).length > 0));
    expect(unmapped.map(({ id }) => id)).toEqual([]);
    const known = new Set(rows.map(({ id }) => id));
    expect(Object.keys(places).filter((id) => !known.has(id) || !written(id))).toEqual([]);
  });

  it('finds every mapped place on the site', () => {
    const all = Object.values(places).flat();
    expect(all.map(missing).filter((message) => message !== null)).toEqual([]);
  });

  it('has no basis below what the row asks for', () => {
    const below = rows
      .filter(({ id, least }) => written(id) && least === 'computed')
      .filter(({ id }) => {
        const found = (places[id] ?? [])
          .map((place) => claims.get(place))
          .filter((claim) => !!claim);
        // Computed now, or honestly unchecked with the experiment that is to decide it.
        return !found.some(
          (claim) =>
            computed.has(claim.basis ?? '') || (claim.basis === 'unchecked' && claim.planned),
        );
      });
    expect(below.map(({ id }) => id)).toEqual([]);
  });

  it('gives rows without a basis a place that carries none', () => {
    const wrong = rows
      .filter(({ id, least }) => written(id) && least === 'none')
      .filter(({ id }) => (places[id] ?? []).every((place) => claims.get(place)?.kind === 'claim'));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
