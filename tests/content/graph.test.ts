/** What this site's own graph must be: whole, without orphans, with the edges the concepts were planned with. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../src/lib/site/types.ts';
import { readSite } from './site.ts';

interface PlannedEdge {
  /** As the list of concepts has it. */
  planned: string;
  source: string;
  kind: string;
  target: string;
}

const planned = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../fixtures/edges.json'), 'utf8'),
) as PlannedEdge[];

/** Notes whose originals the inventory lists. */
const inventoried = new Set(
  Object.values(
    JSON.parse(
      readFileSync(path.resolve(import.meta.dirname, '../fixtures/inventory.json'), 'utf8'),
    ) as Record<string, string[]>,
  )
    .flat()
    .map((place) => place.replace(/^\w+:/, '').split('/')[0] ?? ''),
);

let site: Site;

beforeAll(async () => {
  site = await readSite();
}, 60_000);

describe('the graph of this site', () => {
  it('is in one piece', () => {
    const neighbours = new Map<string, string[]>(site.graph.nodes.map(({ id }) => [id, []]));
    for (const { source, target } of site.graph.edges) {
      neighbours.get(source)?.push(target);
      neighbours.get(target)?.push(source);
    }
    const first = site.graph.nodes[0]?.id;
    if (first === undefined) throw new Error('the graph is empty');
    const reached = new Set([first]);
    const open = [first];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const next of neighbours.get(id) ?? []) {
        if (!reached.has(next)) {
          reached.add(next);
          open.push(next);
        }
      }
    }
    expect(site.graph.nodes.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  it('has no orphan concept: each is linked from the text of a note or claim', () => {
    const linked = new Set(
      site.graph.edges
        .filter(
          ({ source, kind }) =>
            !source.startsWith('concept:') && (kind === 'link' || kind === 'tag'),
        )
        .map(({ target }) => target),
    );
    expect(site.concepts.map(({ node }) => node).filter((node) => !linked.has(node))).toEqual([]);
  });

  it('has every planned edge whose ends are written', () => {
    expect(planned.length).toBeGreaterThan(10);
    const edges = new Set(
      site.graph.edges.map(({ source, kind, target }) => `${source} ${kind} ${target}`),
    );
    const absent = planned.filter(
      ({ source, kind, target }) => !edges.has(`${source} ${kind} ${target}`),
    );
    expect(absent).toEqual([]);
  });

  it('uses every experiment and every figure', () => {
    const used = new Set([
      ...site.claims.flatMap(({ experiments }) => experiments),
      ...site.figures.flatMap(({ experiments }) => experiments),
      ...site.experiments.flatMap(({ needs }) => needs),
    ]);
    expect(site.experiments.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
    expect(site.figures.filter(({ usedIn }) => usedIn.length === 0).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it('gives every note concepts, relations, exercises and at most eight margin notes', () => {
    for (const note of site.notes) {
      expect(note.concepts.length, note.id).toBeGreaterThan(0);
      expect(note.relations.length, note.id).toBeGreaterThan(0);
      expect(note.anchors.filter(({ margin }) => margin).length, note.id).toBeLessThanOrEqual(8);
      const exercises = note.body.match(/<Exercise\b/g)?.length ?? 0;
      expect(exercises, note.id).toBeGreaterThanOrEqual(3);
      expect(exercises, note.id).toBeLessThanOrEqual(5);
      expect(note.body.match(/<Solution\b/g)?.length, note.id).toBe(exercises);
      // The notes this site started from teach at length; those that place them are short.
      const long = inventoried.has(note.id);
      expect(note.words, note.id).toBeGreaterThanOrEqual(long ? 1200 : 400);
    }
  });
});
