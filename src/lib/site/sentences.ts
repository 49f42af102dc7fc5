import type { PhrasingContent } from 'mdast';
import { flatten } from './inline.ts';

/** A full stop after one of these ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|cf|vs|al|eq|eqs|fig|figs|sec|ch|no|vol|pp|approx|resp)|\b\p{Lu})$/iu;

/**
 * Cuts the inline content of a paragraph into sentences. Cuts stand in plain
 * text only: a sentence never ends inside emphasis, a link or a formula.
 * `<Claim>` is looked through, so that a sentence may begin or end with one.
 */
export function sentences(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const out: PhrasingContent[][] = [];
  let current: PhrasingContent[] = [];
  const finish = () => {
    if (current.length > 0) out.push(current);
    current = [];
  };
  for (const node of flatten(children)) {
    if (node.type !== 'text') {
      current.push(node);
      continue;
    }
    let rest = node.value;
    // "…origin.</Claim> There": the stop and the space after it stand in two nodes.
    const before = current.at(-1);
    if (before?.type === 'text' && STOP.test(before.value) && /^\s+(?!\p{Ll})/u.test(rest)) {
      finish();
      rest = rest.trimStart();
    }
    const pieces = cut(rest);
    for (const [i, piece] of pieces.entries()) {
      if (i > 0) finish();
      if (piece !== '') current.push({ ...node, value: piece });
    }
  }
  finish();
  return out;
}

/** A stop at the very end of a text. */
const STOP = /[.!?…]["”’)\]]*$/;

/** Cuts text after a stop; the white space between stays with the piece before it. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?…]["”’)\]]*\s+/g)) {
    const end = match.index + match[0].length;
    if (text[match.index] === '.' && ABBREVIATION.test(text.slice(start, match.index))) continue;
    // A small letter goes on; where nothing is left, a formula or link begins the next sentence.
    if (/^\p{Ll}/u.test(text.slice(end))) continue;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}
