/**
 * The regimes in which the claims of the note on spin glasses and networks are tried, and what each
 * is held against.
 */
import type { NetworkMinimaResult } from '../experiments/network-minima.ts';
import type { SpinGlassResult } from '../experiments/spin-glass.ts';
import type { Bound, Case, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

const RISES: Bound = { op: '>', value: 0 };
const FOLLOWS: Bound = { op: '>=', value: 0.8 };
/** A mean over few glasses: within a fifth of what is expected. */
const AS_MANY: Bound = { op: '<=', value: 0.2 };
/** Alike: within a tenth. */
const ALIKE: Bound = { op: '<=', value: 0.1 };
const LARGE = 'the glass is large ($N\\to\\infty$)';

export const checks = defineChecks({
  'choromanska/low-index-low-energy': {
    experiments: ['spin-glass'],
    cases(results) {
      const { exhaustive } = glass(results);
      return Object.values(exhaustive).flatMap((found): Case[] => {
        const when = `the glass has ${found.spins} spins`;
        return [
          {
            when,
            what: 'smallest rise of the mean energy from one index to the next',
            measured: found.smallestRise,
            bound: RISES,
          },
          {
            when,
            what: 'correlation of energy and index over its critical points',
            measured: found.correlation,
            bound: FOLLOWS,
          },
          {
            when,
            what: 'relative difference of the number of points found from what the Kac–Rice formula expects',
            measured: Math.abs(found.mean / found.expected - 1),
            bound: AS_MANY,
          },
        ];
      });
    },
  },

  'choromanska/layers-of-critical-points': {
    experiments: ['spin-glass'],
    cases(results) {
      const { exhaustive, smallestLayer } = glass(results);
      return [
        {
          when: LARGE,
          what: 'smallest height of a layer, $E_k-E_{k+1}$ for $k=0$ to $4$',
          measured: smallestLayer,
          bound: RISES,
        },
        ...Object.values(exhaustive).map(({ spins, ordered }) => ({
          when: `the glass has ${spins} spins`,
          what: 'share of glasses whose lowest points of index 0, 1, 2, 3 lie in this order',
          measured: ordered,
          bound: { op: '>=', value: 1 } as const,
        })),
      ];
    },
  },

  'choromanska/layers-are-thin': {
    experiments: ['spin-glass'],
    cases(results) {
      const { band, growing } = glass(results);
      const last = growing.n.length - 1;
      return [
        {
          when: LARGE,
          what: 'height of all layers together, $(E_0-E_\\infty)/E_\\infty$',
          measured: band,
          bound: ALIKE,
        },
        {
          when: `the glass has ${growing.n[last]!} spins`,
          what: 'difference of the mean energies at index 4 and 0, as a share of the latter',
          measured: growing.spread[last]! / Math.abs(growing.energy.k0[last]!),
          bound: ALIKE,
        },
      ];
    },
  },

  'choromanska/minima-alike-in-large-networks': {
    experiments: ['network-minima'],
    cases(results) {
      const { largestRatio, byWidth } = results['network-minima'] as unknown as NetworkMinimaResult;
      const when = 'a network of 2 to 14 tanh units reads digits';
      return [
        {
          when,
          what: 'largest ratio of the spread of minima from one width to the next',
          measured: largestRatio,
          bound: { op: '<', value: 1 },
        },
        {
          when,
          what: 'spread at 14 units over that at 2',
          measured: byWidth.w14.spread / byWidth.w2.spread,
          bound: { op: '<', value: 0.5 },
        },
      ];
    },
  },
});

function glass(results: Results): SpinGlassResult {
  return results['spin-glass'] as unknown as SpinGlassResult;
}
