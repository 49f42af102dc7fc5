import type { PhrasingContent, Text } from 'mdast';
import { flatten } from './inline.ts';

/** A full stop after one of these ends no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|cf|vs|al|eq|eqs|fig|figs|sec|ch|no|vol|pp|approx|resp)|\b\p{Lu})$/iu;

/**
 * Cuts the inline content of a paragraph into sentences. Cuts stand in plain
 * text only: a sentence never ends inside emphasis, a link or a formula.
 */
export function sentences(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const out: PhrasingContent[][] = [[]];
  const push = (node: PhrasingContent) => out.at(-1)?.push(node);
  for (const node of flatten(children)) {
    if (node.type !== 'text') {
      // A sentence before that ended with its text node's end goes on only after white space.
      push(node);
      continue;
    }
    const pieces = cut(node.value);
    pieces.forEach((piece, i) => {
      if (i > 0) out.push([]);
      if (piece !== '') push({ ...node, value: piece } as Text);
    });
  }
  return out.filter((sentence) => sentence.length > 0);
}

/** Cuts text after “. ”, “! ”, “? ” or “: ” never; the white space stays with the first piece. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?…]["”’)\]]*(\s+|$)/g)) {
    const stop = match.index;
    const end = match.index + match[0].length;
    if (end === text.length && match[1] === '') break;
    if (text[stop] === '.' && ABBREVIATION.test(text.slice(start, stop))) continue;
    const next = text.slice(end);
    // A small letter goes on; nothing left means that a formula or link begins the next sentence.
    if (/^\p{Ll}/u.test(next)) continue;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}
