import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActivationKind,
  type ActivationSpec,
  activation,
} from '../../../src/lib/rectifiers/activations.ts';
import fixture from '../../fixtures/rectifiers/activations.json' with { type: 'json' };

const KINDS: readonly ActivationKind[] = [
  'relu',
  'leaky',
  'prelu',
  'softplus',
  'tanh',
  'sigmoid',
  'elu',
  'gelu',
];
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Within 10⁻¹², relative, and exact where 0 is wanted. */
function expectNear(found: number, wanted: number, where: string): void {
  const gap = wanted === 0 ? Math.abs(found) : Math.abs(found / wanted - 1);
  expect(gap, `${where}: ${found}, SciPy ${wanted}`).toBeLessThanOrEqual(2e-12);
}

describe('activation(spec)', () => {
  it('has the values and slopes that SciPy gives', () => {
    for (const { kind, alpha, value, slope } of fixture.kinds) {
      const spec = alpha === undefined ? { kind } : { kind, alpha };
      const found = activation(spec as ActivationSpec);
      fixture.x.forEach((x, i) => {
        expectNear(found.value(x), value[i]!, `${kind} at ${x}`);
        expectNear(found.slope(x), slope[i]!, `slope of ${kind} at ${x}`);
      });
    }
  });

  it('is the formulas of the papers', () => {
    const x = 0.7;
    expect(activation({ kind: 'relu' }).value(x)).toBe(x);
    expect(activation({ kind: 'leaky', alpha: 0.2 }).value(-x)).toBe(-0.2 * x);
    expect(activation({ kind: 'prelu', alpha: -2 }).value(-x)).toBe(2 * x);
    expect(activation({ kind: 'softplus', alpha: 3 }).value(x)).toBeCloseTo(
      Math.log(1 + Math.exp(3 * x)) / 3,
      15,
    );
    expect(activation({ kind: 'sigmoid' }).value(x)).toBeCloseTo(1 / (1 + Math.exp(-x)), 15);
    expect(activation({ kind: 'elu', alpha: 2 }).value(-x)).toBeCloseTo(2 * (Math.exp(-x) - 1), 15);
    expect(activation({ kind: 'tanh' }).slope(x)).toBeCloseTo(1 - Math.tanh(x) ** 2, 15);
  });

  it('says which alpha it took', () => {
    const alphas = KINDS.map((kind) => activation({ kind }).alpha);
    expect(alphas).toEqual([null, 0.01, 0.25, 1, null, null, 1, null]);
    expect(KINDS.map((kind) => activation({ kind }).kind)).toEqual(KINDS);
    expect(activation({ kind: 'leaky', alpha: 0 }).alpha).toBe(0);
  });

  it('is finite for every finite number, and slopes lie between −0.2 and 1.2', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), finite, (kind, x) => {
        const { value, slope } = activation({ kind });
        expect(Math.abs(value(x))).toBeLessThanOrEqual(Math.abs(x) + 1);
        expect(slope(x)).toBeGreaterThan(-0.2);
        expect(slope(x)).toBeLessThan(1.2);
      }),
    );
    for (const kind of KINDS) {
      const { value, slope } = activation({ kind });
      for (const x of [1e308, -1e308, Number.MIN_VALUE, -Number.MIN_VALUE]) {
        expect(Number.isFinite(value(x)), `${kind} at ${x}`).toBe(true);
        expect(Number.isFinite(slope(x)), `slope of ${kind} at ${x}`).toBe(true);
      }
    }
    // α·x is beyond the largest double here.
    const sharp = activation({ kind: 'softplus', alpha: 6 });
    expect(sharp.value(1e308)).toBe(1e308);
    expect(sharp.value(-1e308)).toBe(0);
    expect([sharp.slope(1e308), sharp.slope(-1e308)]).toEqual([1, 0]);
  });

  it('has the slopes that central differences give', () => {
    const specs: ActivationSpec[] = [
      ...KINDS.map((kind) => ({ kind })),
      { kind: 'softplus', alpha: 4 },
      { kind: 'elu', alpha: 0.3 },
      { kind: 'prelu', alpha: 1.5 },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...specs),
        fc.double({ min: -30, max: 30, noNaN: true }),
        (spec, x) => {
          // Away from the kinks, where the difference straddles two pieces.
          fc.pre(Math.abs(x) > 1e-3);
          const { value, slope } = activation(spec);
          const h = 1e-4;
          const measured = (value(x + h) - value(x - h)) / (2 * h);
          expect(Math.abs(slope(x) - measured)).toBeLessThan(1e-7);
        },
      ),
    );
  });

  it('takes the slope at the kink from the left', () => {
    expect(activation({ kind: 'relu' }).slope(0)).toBe(0);
    expect(activation({ kind: 'leaky' }).slope(0)).toBe(0.01);
    expect(activation({ kind: 'prelu' }).slope(0)).toBe(0.25);
    expect(activation({ kind: 'elu', alpha: 0.5 }).slope(0)).toBe(0.5);
    expect(activation({ kind: 'relu' }).slope(Number.MIN_VALUE)).toBe(1);
    expect(activation({ kind: 'elu', alpha: 0.5 }).slope(Number.MIN_VALUE)).toBe(1);
  });

  it('gives rectifiers that are exactly 0, not −0, and others that never are', () => {
    const relu = activation({ kind: 'relu' });
    for (const x of [0, -0, -Number.MIN_VALUE, -1, -1e308]) {
      expect(Object.is(relu.value(x), 0), `at ${x}`).toBe(true);
      expect(Object.is(relu.slope(x), 0), `slope at ${x}`).toBe(true);
    }
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        for (const kind of ['softplus', 'sigmoid'] as const) {
          expect(activation({ kind }).value(x)).toBeGreaterThan(0);
        }
        for (const kind of ['tanh', 'leaky'] as const) {
          // A hundredth of the smallest double rounds to 0.
          if (Math.abs(x) > 1e-300) expect(activation({ kind }).value(x)).not.toBe(0);
        }
      }),
    );
  });

  it('keeps the tails of its slopes', () => {
    // 1 − tanh² and σ(1 − σ) would be 0 here.
    expect(activation({ kind: 'tanh' }).slope(30)).toBeCloseTo(4 * Math.exp(-60), 38);
    expect(activation({ kind: 'tanh' }).slope(30)).toBeGreaterThan(0);
    expect(activation({ kind: 'sigmoid' }).slope(300)).toBeGreaterThan(0);
    expect(activation({ kind: 'elu' }).value(-1e-20)).toBe(-1e-20);
  });

  it('passes NaN on', () => {
    for (const kind of KINDS) expect(activation({ kind }).value(NaN)).toBeNaN();
    expect(activation({ kind: 'leaky', alpha: 0 }).value(NaN)).toBeNaN();
  });

  it('refuses an alpha that does not fit', () => {
    const refused: [ActivationSpec, string][] = [
      [{ kind: 'leaky', alpha: 1 }, 'alpha is 1; for leaky it must be from 0 to below 1'],
      [{ kind: 'leaky', alpha: -0.1 }, 'alpha is -0.1; for leaky it must be from 0 to below 1'],
      [
        { kind: 'prelu', alpha: Infinity },
        'alpha is Infinity; for prelu it must be a finite number',
      ],
      [{ kind: 'prelu', alpha: NaN }, 'alpha is NaN; for prelu it must be a finite number'],
      [
        { kind: 'softplus', alpha: 0 },
        'alpha is 0; for softplus it must be a finite number above 0',
      ],
      [{ kind: 'elu', alpha: -1 }, 'alpha is -1; for elu it must be a finite number above 0'],
      [
        { kind: 'softplus', alpha: Infinity },
        'alpha is Infinity; for softplus it must be a finite number above 0',
      ],
      ...(['relu', 'tanh', 'sigmoid', 'gelu'] as const).map((kind): [ActivationSpec, string] => [
        { kind, alpha: 0.5 },
        `alpha is 0.5; ${kind} has none`,
      ]),
    ];
    for (const [spec, message] of refused) {
      expect(() => activation(spec)).toThrow(new RangeError(message));
    }
  });
});
