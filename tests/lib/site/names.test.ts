import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { href, pageHref } from '../../../src/lib/site/href.ts';
import { didYouMean, nearest, nearestFew } from '../../../src/lib/site/nearest.ts';
import { nodeOfFile, noteOfNode, splitNode } from '../../../src/lib/site/nodes.ts';
import { slugger } from '../../../src/lib/site/slug.ts';

describe('href', () => {
  it.each([
    ['/', '/', '/'],
    ['/claims/', '/', '/claims/'],
    ['claims/', '/', '/claims/'],
    ['/claims/', '/notes', '/notes/claims/'],
    ['/claims/', 'notes/', '/notes/claims/'],
    ['/', '/notes/', '/notes/'],
    ['/search/?q=a#b', '/notes/', '/notes/search/?q=a#b'],
    ['#eq-loss', '/notes/', '#eq-loss'],
    ['https://example.org/', '/notes/', 'https://example.org/'],
  ])('puts %s under %s', (path, base, address) => {
    expect(href(path, base)).toBe(address);
  });

  it('makes the address of a page, and refuses a kind without pages', () => {
    expect(pageHref('claim:alpha/bounded', '/x/')).toBe('/x/claims/alpha/bounded/');
    expect(() => pageHref('cite:doe2020')).toThrow(RangeError);
  });
});

describe('nodes', () => {
  it.each([
    ['/a/src/content/papers/alpha.mdx', 'paper:alpha'],
    ['src/content/topics/beta.mdx', 'topic:beta'],
    ['C:\\a\\src\\content\\claims\\alpha\\x.mdx', 'claim:alpha/x'],
    ['src/content/claims/x.mdx', null],
    ['src/content/papers/a/b.mdx', null],
    ['src/pages/method.mdx', null],
  ])('%s is %s', (path, node) => {
    expect(nodeOfFile(path)).toBe(node);
  });

  it('know the note they belong to', () => {
    expect(noteOfNode('claim:alpha/x')).toBe('alpha');
    expect(noteOfNode('topic:beta')).toBe('beta');
    expect(noteOfNode('concept:limit')).toBeNull();
    expect(splitNode('alone')).toEqual({ kind: '', id: 'alone' });
  });
});

describe('nearest', () => {
  const known = ['psi-function', 'softmax-loss', 'a-softmax'];

  it('finds a slip, a beginning, and nothing for another word', () => {
    expect(nearest('psi-funtcion', known)).toBe('psi-function');
    expect(nearest('psi', known)).toBe('psi-function');
    expect(nearest('quadrature', known)).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });

  it('orders by distance, then by name', () => {
    expect(nearestFew('b', ['ac', 'ab', 'b'], 2)).toEqual(['b', 'ab']);
  });

  it('hints at what there is when nothing is near', () => {
    expect(didYouMean('quadrature', known, 'concept')).toBe(
      'Known: "a-softmax", "psi-function", "softmax-loss".',
    );
    expect(didYouMean('x', [], 'concept')).toBe('There is no concept yet: add it, or remove this.');
    const many = Array.from({ length: 30 }, (_, i) => `concept-${i}`);
    expect(didYouMean('quadrature', many, 'concept')).toMatch(/^Known are, among 30: /);
  });
});

describe('slugger', () => {
  it.each([
    ['The loss', 'the-loss'],
    ['What’s “new”?', 'whats-new'],
    ['ψ, and why', 'ψ-and-why'],
    ['A – B', 'a--b'],
    ['!!!', 'section'],
  ])('%s: %s', (text, slug) => {
    expect(slugger()(text)).toBe(slug);
  });

  it('gives out no fragment twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'a 1', 'a-1', 'A', 'a 1 1', '?')), (texts) => {
        const slugs = texts.map(slugger());
        expect(new Set(slugs).size).toBe(slugs.length);
      }),
    );
  });
});
