/**
 * The regimes in which the claims of the note on saddle points are tried, and what each is held
 * against.
 */
import type { LinearAeLandscapeResult } from '../experiments/linear-ae-landscape.ts';
import type { NetworkSaddlesResult } from '../experiments/network-saddles.ts';
import type { NewtonFailuresResult } from '../experiments/newton-failures.ts';
import type { RandomMatricesResult } from '../experiments/random-matrices.ts';
import type { SpinGlassResult } from '../experiments/spin-glass.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

const FOLLOWS: Bound = { op: '>=', value: 0.8 };
const ALL: Bound = { op: '>=', value: 1 };
const FALLS: Bound = { op: '<', value: 1 };

export const checks = defineChecks({
  'dauphin/saddles-prevail': {
    experiments: ['random-matrices', 'spin-glass'],
    cases(results) {
      const { positive, closed, largestSigmas } = results[
        'random-matrices'
      ] as unknown as RandomMatricesResult;
      const { exhaustive } = glass(results);
      const random = 'the Hessian is a random symmetric matrix';
      return [
        {
          when: random,
          what: 'largest ratio of one factor $P_{N+1}/P_N$ to the factor before (below 1: $P_N$, the chance that all eigenvalues are positive, falls faster than any power of a fixed number)',
          measured: positive.largestRatioOfRatios,
          bound: FALLS,
        },
        {
          when: random,
          what: 'largest distance of $P_1$, $P_2$, $P_3$ from their closed forms',
          measured: Math.max(...Object.values(closed).map(({ gap }) => gap)),
          bound: { op: '<=', value: 1e-12 },
        },
        {
          when: random,
          what: 'largest distance of drawn shares from $P_1$ to $P_5$, in standard errors',
          measured: largestSigmas,
          bound: { op: '<=', value: 3 },
        },
        {
          when: 'the landscape is a spherical spin glass',
          what: 'largest ratio of the share of minima among critical points from 5 to 7 and 7 to 9 spins',
          measured: Math.max(
            exhaustive.n7.minima / exhaustive.n5.minima,
            exhaustive.n9.minima / exhaustive.n7.minima,
          ),
          bound: FALLS,
        },
      ];
    },
  },

  'dauphin/index-follows-loss': {
    experiments: ['network-saddles', 'linear-ae-landscape', 'spin-glass'],
    cases(results) {
      const { correlation, critical, threshold } = saddlesOf(results);
      const { large } = results['linear-ae-landscape'] as unknown as LinearAeLandscapeResult;
      const what = 'correlation of loss and index over critical points';
      return [
        {
          when: 'a small network of tanh units reads digits',
          what,
          measured: correlation.pearson,
          bound: FOLLOWS,
        },
        {
          when: 'a small network of tanh units reads digits',
          what: 'longest gradient at a point counted as critical',
          measured: critical.largestGradient,
          bound: { op: '<=', value: threshold },
        },
        {
          when: 'the network is a linear auto-encoder',
          what,
          measured: large.correlation,
          bound: FOLLOWS,
        },
        {
          when: 'the landscape is a spherical spin glass of nine spins',
          what,
          measured: glass(results).exhaustive.n9.correlation,
          bound: FOLLOWS,
        },
      ];
    },
  },

  'dauphin/newton-is-drawn-to-saddles': {
    experiments: ['newton-failures', 'network-saddles'],
    cases(results) {
      const { saddle } = results['newton-failures'] as unknown as NewtonFailuresResult;
      const { escape } = saddlesOf(results);
      return [
        {
          when: 'the function is $x^2-y^2$',
          what: 'steps to the saddle',
          measured: saddle.steps,
          bound: { op: '<=', value: 1 },
        },
        {
          when: 'it starts beside a saddle of a small network',
          what: 'share of saddles to which it goes back',
          measured: escape.newtonShare,
          bound: ALL,
        },
      ];
    },
  },

  'dauphin/saddle-free-newton': {
    experiments: ['network-saddles'],
    cases(results) {
      const { escape } = saddlesOf(results);
      return [
        {
          when: 'steps are counted',
          what: 'share of saddles that it leaves in fewer than gradient descent',
          measured: escape.soonerShare,
          bound: ALL,
        },
        {
          when: 'multiplications are counted, with the whole Hessian computed at every step',
          what: 'share of saddles that it leaves with fewer than gradient descent',
          measured: escape.cheaperShare,
          bound: ALL,
        },
      ];
    },
  },
});

function saddlesOf(results: Results): NetworkSaddlesResult {
  return results['network-saddles'] as unknown as NetworkSaddlesResult;
}

function glass(results: Results): SpinGlassResult {
  return results['spin-glass'] as unknown as SpinGlassResult;
}
