import { renderNodes } from './inline.ts';
import { lineOf, textAttribute } from './markdown/nodes.ts';
import { didYouMean } from './nearest.ts';
import { splitNode } from './nodes.ts';
import type { Draft } from './read.ts';
import type { ClaimData } from './schemas.ts';
import type { ClaimAnchor } from './types.ts';
import { quiet } from './work.ts';
import type { Work } from './work.ts';

/** At most so many claims of a note have a margin note. */
const MARGIN_NOTES = 8;

/** The wrapped sentences of a note, each checked against its claim. */
export function anchorsOf(
  draft: Draft<unknown>,
  claims: readonly Draft<ClaimData>[],
  work: Work,
): ClaimAnchor[] {
  const { errors, known } = work;
  const { file, outline } = draft;
  const own = new Map(claims.map((claim) => [claim.id, claim]));
  const first = new Map<string, number | null>();
  const marginIn = new Map<unknown, string>();
  let margins = 0;
  const anchors: ClaimAnchor[] = [];
  for (const { node, claim, number, margin, text } of outline.claims) {
    const place = { file, line: lineOf(node) };
    const slug = claim.split('/').slice(1).join('/');
    if (textAttribute(node, 'id') === '') continue;
    if (!known.nodes.has(`claim:${claim}`)) {
      const mine = [...known.nodes]
        .map((id) => splitNode(id))
        .filter(({ kind, id }) => kind === 'claim' && id.startsWith(`${draft.id}/`))
        .map(({ id }) => id.slice(draft.id.length + 1));
      errors.add(
        place,
        `No claim "${slug}" of this note.`,
        didYouMean(slug, mine, `claim of "${draft.id}"`),
      );
      continue;
    }
    if (!claim.startsWith(`${draft.id}/`)) {
      errors.add(
        place,
        `"${claim}" is a claim of another note.`,
        `Only its own note wraps it. Link to it: [text](claim:${claim}).`,
      );
      continue;
    }
    if (first.has(claim)) {
      errors.add(
        place,
        `The claim "${slug}" is wrapped twice; first on line ${first.get(claim) ?? '?'}.`,
        `Link to it here: [text](claim:${slug}).`,
      );
      continue;
    }
    first.set(claim, lineOf(node));
    if (margin) {
      margins += 1;
      const kind = own.get(claim)?.data.kind ?? 'claim';
      if (kind !== 'claim') {
        errors.add(
          place,
          `The ${kind} "${slug}" has a margin note.`,
          'It carries no verdict: remove "margin".',
        );
      }
      const other = marginIn.get(text);
      if (text !== null && other !== undefined) {
        errors.add(
          place,
          `A second claim of this paragraph has a margin note, after "${other}".`,
          'At most one a paragraph: remove one "margin".',
        );
      }
      if (text !== null && other === undefined) marginIn.set(text, slug);
      if (margins === MARGIN_NOTES + 1) {
        errors.add(
          place,
          `More than ${MARGIN_NOTES} claims of this note have a margin note.`,
          'Keep the computed and the surprising: remove "margin" from the others.',
        );
      }
    }
    const { html, text: prose } = renderNodes(node.children as never, quiet(draft, work));
    if (prose.trim() === '') {
      errors.add(
        place,
        `<Claim id="${slug}"> wraps nothing.`,
        'Put it around the sentence that makes the claim.',
      );
    }
    anchors.push({
      claim,
      number,
      margin,
      html: html.trim(),
      text: prose.replace(/\s+/g, ' ').trim(),
    });
  }
  return anchors;
}
