import { findCycles } from '../graph/cycle.ts';
import type { Errors } from './errors.ts';
import type { Draft } from './read.ts';
import type { ConceptData, PaperData, TopicData } from './schemas.ts';

/** Reports prerequisites that go in a circle, naming every edge of it. */
export function checkCycles(
  notes: readonly Draft<PaperData | TopicData>[],
  concepts: readonly Draft<ConceptData>[],
  errors: Errors,
): void {
  const needs = new Map<string, string[]>();
  const place = new Map<string, Draft<{ prerequisites?: string[] | undefined }>>();
  for (const draft of notes) {
    needs.set(draft.node, draft.data.prerequisites ?? []);
    place.set(draft.node, draft);
  }
  for (const draft of concepts) {
    needs.set(
      draft.node,
      (draft.data.prerequisites ?? []).map((slug) => `concept:${slug}`),
    );
    place.set(draft.node, draft);
  }
  for (const cycle of findCycles(needs.keys(), (node) => needs.get(node) ?? [])) {
    // A page that names itself is reported where it does.
    if (cycle.length <= 2) continue;
    const edges = cycle.slice(1).map((to, i) => {
      const from = cycle[i] ?? '';
      const draft = place.get(from);
      const at = draft?.line(['prerequisites', (needs.get(from) ?? []).indexOf(to)]) ?? null;
      return { from, to, file: draft?.file ?? '', line: at };
    });
    const first = edges[0];
    if (!first) continue;
    errors.add(
      { file: first.file, line: first.line, field: 'prerequisites' },
      `The prerequisites go in a circle:\n${edges
        .map((e) => `  ${e.from} needs ${e.to}  (${e.file}:${e.line ?? '?'})`)
        .join('\n')}`,
      'Remove one of these: what is to be known first cannot come last.',
    );
  }
}
