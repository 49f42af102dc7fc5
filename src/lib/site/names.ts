/** Names in the frontmatter: each must be known, and none stand twice. */
import type { Errors } from './errors.ts';
import { fieldName } from './frontmatter.ts';
import { didYouMean } from './nearest.ts';
import { splitNode } from './nodes.ts';
import type { Draft } from './read.ts';
import type { PaperData } from './schemas.ts';
import type { Relation } from './types.ts';
import { field } from './work.ts';
import type { Work } from './work.ts';

/** Checks keys and slugs of paper notes. */
export function checkPapers(
  papers: readonly Draft<PaperData>[],
  topics: readonly Draft<unknown>[],
  work: Work,
): void {
  const { errors, known } = work;
  const byKey = new Map<string, Draft<PaperData>>();
  for (const draft of papers) {
    const { key } = draft.data;
    const place = { file: draft.file, line: draft.line(['key']), field: 'key' };
    const namesake = topics.find(({ id }) => id === draft.id);
    if (namesake) {
      errors.add(
        { file: draft.file },
        `A paper note and a topic note are both named "${draft.id}".`,
        `Rename one: ${namesake.file} is the other.`,
      );
    }
    if (key === '') continue;
    if (!known.keys.has(key)) {
      errors.add(
        place,
        `No BibTeX key "${key}".`,
        didYouMean(key, known.keys, 'entry in the bibliography'),
      );
    }
    const twin = byKey.get(key);
    if (twin) {
      errors.add(
        place,
        `A second note has the key "${key}".`,
        `${twin.file} is the other: keep one.`,
      );
    } else byKey.set(key, draft);
  }
}

/** A list of names in the frontmatter: each known, none twice. */
export function checkList(
  draft: Draft<unknown>,
  name: string,
  values: readonly string[] | undefined,
  known: Iterable<string>,
  kind: string,
  errors: Errors,
): void {
  const names = new Set(known);
  const seen = new Set<string>();
  for (const [i, value] of (values ?? []).entries()) {
    const path = [name, i];
    const place = { file: draft.file, line: draft.line(path), field: fieldName(path) };
    if (!names.has(value))
      errors.add(place, `No ${kind} "${value}".`, didYouMean(value, names, kind));
    if (seen.has(value)) errors.add(place, `"${value}" stands here twice.`, 'Keep one.');
    seen.add(value);
    if (value === draft.node || `concept:${value}` === draft.node) {
      errors.add(place, 'The page names itself.', 'Remove it.');
    }
  }
}

/** The relations of a page, rendered; unknown targets and doubles are reported. */
export function relationsOf(
  draft: Draft<{ relations?: PaperData['relations'] }>,
  work: Work,
): Relation[] {
  const { errors, known } = work;
  const seen = new Set<string>();
  return (draft.data.relations ?? []).flatMap(({ type, to, why }, i) => {
    const path = ['relations', i, 'to'];
    const place = { file: draft.file, line: draft.line(path), field: fieldName(path) };
    if (!known.nodes.has(to)) {
      const { kind, id } = splitNode(to);
      const elsewhere = [...known.nodes].find((node) => splitNode(node).id === id);
      errors.add(
        place,
        `No ${kind} "${id}".`,
        elsewhere === undefined
          ? didYouMean(to, known.nodes, 'page')
          : `Did you mean "${elsewhere}"?`,
      );
    }
    if (to === draft.node) errors.add(place, 'The page names itself.', 'Remove it.');
    if (seen.has(`${type} ${to}`))
      errors.add(place, `"${type} ${to}" stands here twice.`, 'Keep one.');
    seen.add(`${type} ${to}`);
    const { html, text } = field(draft, ['relations', i, 'why'], why, work);
    return [{ type, to, whyHtml: html, why: text }];
  });
}
