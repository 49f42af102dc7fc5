import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { normaliseBatch, normaliseBatchBackward } from '../../../src/lib/rectifiers/batch-norm.ts';
import fixture from '../../fixtures/rectifiers/others.json' with { type: 'json' };
import { expectClose } from '../networks/close.ts';

const entry = fc.double({ min: -3, max: 3, noNaN: true });
const rows = fc.array(fc.tuple(entry, entry), { minLength: 3, maxLength: 8 });

describe('normaliseBatch and its gradient', () => {
  it('are what NumPy gives', () => {
    const { z, above, epsilon, output, below } = fixture.batch;
    const found = normaliseBatch(Float64Array.from(z), 3, epsilon);
    expectClose(found.output, output, 1e-13);
    expectClose(normaliseBatchBackward(found, Float64Array.from(above)), below, 1e-12);
  });

  it('bring every unit to mean 0 and variance 1', () => {
    const { output, deviation } = normaliseBatch(Float64Array.of(1, 10, 3, 40), 2, 0);
    expect([...output]).toEqual([-1, -1, 1, 1]);
    expect([...deviation]).toEqual([1, 15]);
    // var + ε = 1 + 3.
    expect([...normaliseBatch(Float64Array.of(1, 3), 1, 3).output]).toEqual([-0.5, 0.5]);
  });

  it('keeps its variance where the mean is large', () => {
    // Σz² − n·z̄² would have no digit left: the mean is off by 10⁻⁷.
    const { deviation } = normaliseBatch(Float64Array.of(1e9, 1e9 + 1, 1e9 + 3), 1, 0);
    expect(deviation[0]).toBeCloseTo(Math.sqrt(14 / 9), 6);
  });

  it('has the gradient central differences give', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.1, 1), (pairs, epsilon) => {
        const z = Float64Array.from(pairs.flat());
        const above = z.map((_, i) => Math.sin(3 * i + 1));
        const loss = (at: Float64Array): number =>
          normaliseBatch(at, 2, epsilon).output.reduce((sum, y, i) => sum + y * above[i]!, 0);
        const found = normaliseBatchBackward(normaliseBatch(z, 2, epsilon), above);
        expectClose(found, centralDifference(loss, z), 1e-6);
      }),
    );
  });

  it('forgets scale and shift of its inputs if ε is 0', () => {
    fc.assert(
      fc.property(
        rows,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (pairs, factor, shift) => {
          const z = Float64Array.from(pairs.flatMap(([a, b], i) => [a + i, b - i * i]));
          const before = normaliseBatch(z, 2, 0);
          fc.pre(before.deviation.every((size) => size > 0.1));
          const after = normaliseBatch(
            z.map((entryOf) => factor * entryOf + shift),
            2,
            0,
          );
          expectClose(after.output, before.output, 1e-9);
        },
      ),
    );
  });

  it('refuses what cannot be normalised', () => {
    expect(() => normaliseBatch(Float64Array.of(1, 2, 3), 2, 0)).toThrow(
      'totals holds 3 numbers; rows of 2, two or more',
    );
    expect(() => normaliseBatch(Float64Array.of(1, 2), 2, 0)).toThrow('totals holds 2 numbers');
    expect(() => normaliseBatch(Float64Array.of(1, 2), 1, -1)).toThrow('epsilon is -1');
    expect(() => normaliseBatch(Float64Array.of(1, 2), 1, NaN)).toThrow('epsilon is NaN');
    expect(() => normaliseBatch(Float64Array.of(5, 1, 5, 2), 2, 0)).toThrow(
      'unit 0 has deviation 0; with epsilon 0 it must not be constant',
    );
    expect([...normaliseBatch(Float64Array.of(5, 5), 1, 1).output]).toEqual([0, 0]);
  });
});
