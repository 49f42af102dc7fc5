import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import PsiIsland from '../../../src/components/figures/psi.island.tsx';
import TaylorIsland from '../../../src/components/figures/taylor-partial-sums.island.tsx';

describe.each([
  ['psi', PsiIsland],
  ['taylor-partial-sums', TaylorIsland],
])('%s before its data have come', (_, Island) => {
  const markup = render(h(Island, { dataUrl: '/data' }, h('p', null, 'the still drawing')));

  test('keeps the still drawing', () => {
    expect(markup).toContain('<p>the still drawing</p>');
  });

  test('keeps a place for the control, and no control that does nothing', () => {
    expect(markup).toMatch(/<div class="fig-control[^"]*" data-control[^>]*><\/div>/);
    expect(markup).not.toMatch(/<(?:input|select|output|button)/);
  });
});
