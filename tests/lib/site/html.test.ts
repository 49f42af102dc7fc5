import { expect, it } from 'vitest';
import { raisePowers } from '../../../src/lib/site/html.ts';

it('powers of ten are raised, other raised digits stay', () => {
  expect(raisePowers('2·10⁻¹⁰ and 10⁶, but R² and 100')).toBe(
    '2·10<sup>−10</sup> and 10<sup>6</sup>, but R² and 100',
  );
});
