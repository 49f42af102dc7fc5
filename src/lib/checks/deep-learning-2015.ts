/**
 * The regimes in which the review's claims on hidden layers, minima and saddles are tried, and what
 * each is held against.
 */
import type { FlatRegionResult } from '../experiments/flat-region.ts';
import type { LinearAeLandscapeResult } from '../experiments/linear-ae-landscape.ts';
import type { NetworkMinimaResult } from '../experiments/network-minima.ts';
import type { NetworkSaddlesResult } from '../experiments/network-saddles.ts';
import type { RandomMatricesResult } from '../experiments/random-matrices.ts';
import type { SpinGlassResult } from '../experiments/spin-glass.ts';
import type { XorResult } from '../experiments/xor.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Nearly every run: one in twenty may fail. */
const RARELY: Bound = { op: '<=', value: 0.05 };
/** Very similar quality: the start decides at most a twentieth of what training gains. */
const SIMILAR: Bound = { op: '<=', value: 0.05 };
/** Very similar losses: within a tenth of the best. */
const NEAR_BEST: Bound = { op: '<=', value: 0.1 };
/** Most directions curve up: fewer than 45 in 100 down, so that chance around a half does not decide. */
const MOSTLY_UP: Bound = { op: '<', value: 0.45 };
/** Where a random Hessian is looked at: its spectrum raised by half its half-width. */
const RAISED = -0.5;

export const checks = defineChecks({
  'deep-learning-2015/hidden-layers-separate': {
    experiments: ['xor'],
    cases(results) {
      const { input, hidden, largestError, trained } = results['xor'] as unknown as XorResult;
      const when = 'the classes are those of the exclusive or';
      return [
        {
          when,
          what: 'lines that part the classes in the plane (0: a point lies between the members of both)',
          measured: input.separable ? 1 : 0,
          bound: { op: '<=', value: 0 },
        },
        {
          when,
          what: 'distance of the nearest point from a line in the space of two rectifier units',
          measured: hidden.line.margin,
          bound: { op: '>', value: 0 },
        },
        {
          when,
          what: 'largest distance of the output from the class',
          measured: largestError,
          bound: { op: '<=', value: 0 },
        },
        {
          when,
          what: 'share of trained networks whose output unit parts the classes in their hidden layer',
          measured: trained.right / trained.runs,
          bound: { op: '>=', value: 0.95 },
        },
      ];
    },
  },

  'deep-learning-2015/local-minima': {
    experiments: ['linear-ae-landscape', 'flat-region', 'network-minima'],
    cases(results) {
      const { descent } = results['linear-ae-landscape'] as unknown as LinearAeLandscapeResult;
      const flat = results['flat-region'] as unknown as FlatRegionResult;
      const { byWidth } = results['network-minima'] as unknown as NetworkMinimaResult;
      const stuck = 'share of runs that never leave a flat region above the minimum';
      return [
        {
          when: 'the network is a linear auto-encoder',
          what: 'share of runs that do not reach the lowest loss',
          measured: 1 - descent.reached / descent.runs,
          bound: RARELY,
        },
        {
          when: 'the network is one rectifier unit',
          what: stuck,
          measured: flat.byWidth.w1.stuck,
          bound: RARELY,
        },
        {
          when: 'the network has eight rectifier units',
          what: stuck,
          measured: flat.byWidth.w8.stuck,
          bound: RARELY,
        },
        {
          when: 'a network of 2 to 14 tanh units reads digits',
          what: 'largest difference of the best and worst minimum, as a share of what training gains',
          measured: Math.max(...Object.values(byWidth).map((width) => width.spread)),
          bound: SIMILAR,
        },
      ];
    },
  },

  'deep-learning-2015/saddles': {
    experiments: ['linear-ae-landscape', 'random-matrices'],
    cases(results) {
      const { large } = results['linear-ae-landscape'] as unknown as LinearAeLandscapeResult;
      const { positive, semicircle, levels } = results[
        'random-matrices'
      ] as unknown as RandomMatricesResult;
      const down = 'share of downward among the curved directions';
      const raised = levels.level.findIndex((level) => Math.abs(level - RAISED) < 1e-9);
      return [
        {
          when: 'the network is a linear auto-encoder that uses its whole code',
          what: 'saddles for each minimum',
          measured: large.saddles / large.minima,
          bound: { op: '>=', value: 10 },
        },
        {
          when: 'the network is a linear auto-encoder that uses its whole code',
          what: `${down}, largest of all saddles`,
          measured: large.downShare.largest,
          bound: MOSTLY_UP,
        },
        {
          when: 'it uses no unit of its code',
          what: down,
          measured: large.originDownShare,
          bound: MOSTLY_UP,
        },
        {
          when: 'the Hessian is a random symmetric matrix raised by a quarter of its spectrum, as where the loss is low',
          what: 'largest ratio of the chance to be a minimum from $N$ to $N+1$ dimensions',
          measured: positive.largestRatio,
          bound: { op: '<', value: 0.5 },
        },
        {
          when: 'the Hessian is a random symmetric matrix raised by a quarter of its spectrum, as where the loss is low',
          what: down,
          measured: levels.measured[raised]!,
          bound: MOSTLY_UP,
        },
        {
          when: 'the Hessian is a random symmetric matrix, not raised',
          what: down,
          measured: semicircle.n160.negative,
          bound: MOSTLY_UP,
        },
      ];
    },
  },

  'deep-learning-2015/saddle-values': {
    experiments: ['linear-ae-landscape', 'spin-glass', 'network-saddles'],
    cases(results) {
      const { large } = results['linear-ae-landscape'] as unknown as LinearAeLandscapeResult;
      const { band } = results['spin-glass'] as unknown as SpinGlassResult;
      const { lowIndex } = saddlesOf(results);
      return [
        {
          when: 'the network is a linear auto-encoder',
          what: 'how far the saddle of index 1 lies above the lowest loss, as a share of it',
          measured: large.indexOne.excess,
          bound: NEAR_BEST,
        },
        {
          when: 'the landscape is a large spherical spin glass',
          what: 'how far apart the points of any fixed index can lie, as a share of their energy',
          measured: band,
          bound: NEAR_BEST,
        },
        {
          when: 'a small network of tanh units reads digits',
          what: `how far the highest saddle of index 1 to ${lowIndex.upTo} lies above the lowest minimum found, as a share of it`,
          measured: lowIndex.highest,
          bound: NEAR_BEST,
        },
      ];
    },
  },
});

function saddlesOf(results: Results): NetworkSaddlesResult {
  return results['network-saddles'] as unknown as NetworkSaddlesResult;
}
