import { toString } from 'mdast-util-to-string';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/lib/site/markdown/normalise.ts';
import { parseMdx } from '../../../src/lib/site/markdown/parse.ts';
import { sentences } from '../../../src/lib/site/sentences.ts';

function cut(source: string): string[] {
  const tree = parseMdx(source);
  normalise(tree, source);
  const [paragraph] = tree.children;
  if (paragraph?.type !== 'paragraph') throw new Error('Expected a paragraph.');
  return sentences(paragraph.children).map((nodes) => toString({ type: 'root', children: nodes }));
}

describe('sentences', () => {
  it.each([
    ['ends at stops', 'One. Two! Three? Four', ['One. ', 'Two! ', 'Three? ', 'Four']],
    ['ends before a formula', 'One. $x$ is two.', ['One. ', 'x is two.']],
    [
      'goes on after an abbreviation',
      'See e.g. Smith, eq. 7. Next.',
      ['See e.g. Smith, eq. 7. ', 'Next.'],
    ],
    [
      'goes on after an initial',
      'By J. Doe et al. Who? Nobody.',
      ['By J. Doe et al. Who? ', 'Nobody.'],
    ],
    ['goes on before a small letter', 'It is 3. and more.', ['It is 3. and more.']],
    ['keeps a closing quotation mark', 'He said “yes.” Then no.', ['He said “yes.” ', 'Then no.']],
    [
      'never ends inside a link',
      '[One. Two](concept:x) three. Four.',
      ['One. Two three. ', 'Four.'],
    ],
    [
      'looks through claims',
      'One. <Claim id="x">Two. Three</Claim>. Four.',
      ['One. ', 'Two. ', 'Three. ', 'Four.'],
    ],
    ['ends with a claim', '<Claim id="x">A b.</Claim> C.', ['A b.', 'C.']],
    ['leaves sidenotes out', 'A b.<Sidenote>S. T.</Sidenote> C.', ['A b.', 'C.']],
    ['does not cut numbers', 'It is 3.5 and 1.2. Done.', ['It is 3.5 and 1.2. ', 'Done.']],
  ])('%s', (_, source, expected) => {
    expect(cut(source)).toEqual(expected);
  });

  it('lose no word', () => {
    const piece = fc.constantFrom(
      'One',
      'two.',
      'Three!',
      '$x$',
      '[Four.](concept:y)',
      '*five*',
      'e.g.',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const source = `A ${pieces.join(' ')}`;
        const words = (text: string) => text.replace(/\s+/g, '');
        expect(words(cut(source).join(''))).toBe(
          words(source.replace(/\[(.*?)\]\(.*?\)/g, '$1').replace(/[$*]/g, '')),
        );
      }),
    );
  });
});
