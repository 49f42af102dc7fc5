import { ValueError } from './format.ts';
import { linkProblem, placeholderIn, valueText } from './inline.ts';
import { lineOf, textAttribute } from './markdown/nodes.ts';
import { didYouMean } from './nearest.ts';
import type { Draft } from './read.ts';
import { renderTex, TexError } from './tex.ts';
import type { Work } from './work.ts';

/** Checks what a body refers to: links, numbers, figures; and its formulas. */
export function checkBody(draft: Draft<unknown>, work: Work): void {
  const { errors, index, results, known } = work;
  const { file, outline, node } = draft;
  const at = (where: Parameters<typeof lineOf>[0]) => ({ file, line: lineOf(where) });
  for (const { node: link, scheme, to } of outline.links) {
    // A page whose frontmatter is broken is reported itself; links to it are sound.
    if (work.pardon(scheme, to)) continue;
    const problem = linkProblem(index, scheme, to, node);
    if (problem) errors.add(at(link), problem.message, problem.hint);
  }
  for (const { node: formula, tex, display } of outline.formulas) {
    const placeholder = placeholderIn(tex, results);
    if (placeholder !== null) {
      errors.add(
        at(formula),
        `The placeholder "${placeholder}" stands inside a formula; expected TeX alone, for none is filled there.`,
        'End the formula before it and write <Value of="…" as="…" />.',
      );
      continue;
    }
    try {
      work.formulas.add(renderTex(tex, display).html);
    } catch (error) {
      if (!(error instanceof TexError)) throw error;
      errors.add(at(formula), error.message, error.hint);
    }
  }
  for (const value of outline.values) {
    const of = textAttribute(value, 'of');
    if (of === '') continue;
    const id = of.split(':')[0] ?? '';
    if (known.experiments.includes(id) && !Object.hasOwn(results, id)) continue;
    try {
      valueText(results, of, textAttribute(value, 'as'));
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      errors.add(at(value), error.message, error.hint);
    }
  }
  const shown = new Map<string, number | null>();
  for (const { node: figure, id } of outline.figures) {
    if (id === '') continue;
    if (!known.figures.has(id)) {
      errors.add(at(figure), `No figure "${id}".`, didYouMean(id, known.figures, 'figure'));
    } else if (shown.has(id)) {
      errors.add(
        at(figure),
        `Figure "${id}" stands here twice; first on line ${shown.get(id) ?? '?'}.`,
        `Link back to it: [](figure:${id}).`,
      );
    }
    if (!shown.has(id)) shown.set(id, lineOf(figure));
  }
  if (draft.kind !== 'paper' && draft.kind !== 'topic') {
    for (const { node: claim } of outline.claims) {
      errors.add(
        at(claim),
        `<Claim> stands on a ${draft.kind}’s page.`,
        'Only notes wrap claims. Link to one: [text](claim:note/claim).',
      );
    }
    for (const table of outline.results) {
      errors.add(
        at(table),
        `<Results> stands on a ${draft.kind}’s page.`,
        'Only notes carry results tables.',
      );
    }
  }
}
