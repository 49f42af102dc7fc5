/**
 * The regimes in which the claims of the note on OE-CNN are tried, and what each
 * is held against.
 */
import type { AgeDirectionResult } from '../experiments/age-direction.ts';
import type { CafArithmeticResult } from '../experiments/caf-arithmetic.ts';
import type { FreeNormResult } from '../experiments/free-norm.ts';
import type { OecnnGradientsResult } from '../experiments/oecnn-gradients.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Central differences are no better than this. */
const MEASURED: Bound = { op: '<=', value: 1e-6 };
/** Relative difference that counts as none. */
const ROUNDING: Bound = { op: '<=', value: 1e-12 };
const ABOVE: Bound = { op: '>', value: 0 };
/** Share of age's variance that is as good as nothing. */
const UNREADABLE: Bound = { op: '<=', value: 0.05 };
const READABLE: Bound = { op: '>=', value: 0.1 };

export const checks = defineChecks({
  'oe-cnn/norm-is-age': {
    experiments: ['oecnn-gradients'],
    cases(results) {
      const found = gradients(results);
      return [
        {
          when: 'the age loss is $\\frac12(f(\\|x\\|)-z)^2$',
          what: 'largest share of its gradient across the feature',
          measured: found.along.age,
          bound: ROUNDING,
        },
        {
          when: 'the age loss is $\\frac12(f(\\|x\\|)-z)^2$',
          what: 'largest relative difference of its gradient from central differences',
          measured: found.gradientGap.age,
          bound: MEASURED,
        },
        {
          when: 'the age loss is $\\frac12(f(\\|x\\|)-z)^2$',
          what: 'the same for the line $f$',
          measured: found.gradientGap.line,
          bound: MEASURED,
        },
      ];
    },
  },

  'oe-cnn/orthogonal-gradients': {
    experiments: ['oecnn-gradients'],
    cases(results) {
      const found = gradients(results);
      return [
        {
          when: 'identity sees $x/\\|x\\|$ alone',
          what: `largest cosine of the two gradients by central differences, ${found.trials} random features`,
          measured: found.cosine.normalised,
          bound: MEASURED,
        },
        {
          when: 'identity sees $x/\\|x\\|$ alone',
          what: 'largest cosine by the formulas',
          measured: found.cosine.exact,
          bound: ROUNDING,
        },
        {
          when: 'identity sees $x/\\|x\\|$ alone',
          what: 'largest share of the identity gradient along the feature',
          measured: found.along.identity,
          bound: ROUNDING,
        },
      ];
    },
  },

  'oe-cnn/plane-gradients-orthogonal': {
    experiments: ['oecnn-gradients'],
    cases(results) {
      const found = gradients(results);
      return [
        {
          when: 'age is the height and identity the foot',
          what: `largest cosine of the two gradients by central differences, ${found.trials} random features`,
          measured: found.plane.cosine,
          bound: MEASURED,
        },
        {
          when: 'age is the height and identity the foot',
          what: 'size of their product at the origin',
          measured: found.plane.atOrigin,
          bound: ROUNDING,
        },
        {
          when: 'age is the height and identity the foot',
          what: 'norm of the identity gradient $10^{-6}$ from the origin',
          measured: found.plane.nearOrigin.plane,
          bound: { op: '<', value: 100 },
        },
      ];
    },
  },

  'oe-cnn/direction-is-age-free': {
    experiments: ['age-direction'],
    cases(results) {
      const found = ages(results);
      return [
        {
          when: 'ageing does not move the direction',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d0.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 0.5$',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d05.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 1$',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d1.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 2$',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d2.r2Direction,
          bound: UNREADABLE,
        },
      ];
    },
  },

  'oe-cnn/identity-is-age-invariant': {
    experiments: ['age-direction'],
    cases(results) {
      const found = ages(results);
      return [
        {
          when: 'ageing does not move the direction',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d0.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'ageing does not move the direction',
          what: 'area under the ROC curve by cosine, pairs of one person more than half a span of age apart',
          measured: found.byDelta.d0.aucFar,
          bound: { op: '>=', value: 0.999 },
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 0.5$',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d05.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 0.5$',
          what: 'area under the ROC curve by cosine, pairs of one person more than half a span of age apart',
          measured: found.byDelta.d05.aucFar,
          bound: { op: '>=', value: 0.999 },
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 1$',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d1.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 1$',
          what: 'area under the ROC curve by cosine, pairs of one person more than half a span of age apart',
          measured: found.byDelta.d1.aucFar,
          bound: { op: '>=', value: 0.999 },
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 2$',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.byDelta.d2.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'ageing moves the direction by up to $\\delta = 2$',
          what: 'area under the ROC curve by cosine, pairs of one person more than half a span of age apart',
          measured: found.byDelta.d2.aucFar,
          bound: { op: '>=', value: 0.999 },
        },
      ];
    },
  },

  'oe-cnn/ageing-widens-classes': {
    experiments: ['age-direction'],
    cases(results) {
      const found = ages(results);
      return [
        {
          when: 'ageing moves the direction',
          what: `growth of the mean angle between two photos of one person, in degrees, $\\delta = 0.5$`,
          measured: found.byDelta.d05.withinAngle - found.byDelta.d0.withinAngle,
          bound: { op: '>', value: 1 },
        },
        {
          when: 'ageing moves the direction',
          what: `growth of the mean angle between two photos of one person, in degrees, $\\delta = 1$`,
          measured: found.byDelta.d1.withinAngle - found.byDelta.d0.withinAngle,
          bound: { op: '>', value: 1 },
        },
        {
          when: 'ageing moves the direction',
          what: `growth of the mean angle between two photos of one person, in degrees, $\\delta = 2$`,
          measured: found.byDelta.d2.withinAngle - found.byDelta.d0.withinAngle,
          bound: { op: '>', value: 1 },
        },
        {
          when: 'ageing moves the direction',
          what: 'chance that two photos of one person are at a wider angle than photos of two, $\\delta = 2$',
          measured: 1 - found.byDelta.d2.aucCosine,
          bound: { op: '>', value: 0.01 },
        },
      ];
    },
  },

  'oe-cnn/mixed-features-hurt': {
    experiments: ['age-direction'],
    cases(results) {
      const found = ages(results);
      return [
        {
          when: 'age sits in the length and the length is compared',
          what: 'area under the ROC curve lost against the cosine, direction free of age',
          measured: found.byDelta.d0.aucCosine - found.byDelta.d0.aucEuclid,
          bound: { op: '>', value: 0.001 },
        },
        {
          when: 'age moves the direction as far as people differ, or farther',
          what: 'area under the ROC curve lost by pairs more than half a span apart, $\\delta = 1$',
          measured: found.byDelta.d0.aucFar - found.byDelta.d1.aucFar,
          bound: { op: '>', value: 0.001 },
        },
        {
          when: 'age moves the direction as far as people differ, or farther',
          what: 'area under the ROC curve lost by pairs more than half a span apart, $\\delta = 2$',
          measured: found.byDelta.d0.aucFar - found.byDelta.d2.aucFar,
          bound: { op: '>', value: 0.001 },
        },
        {
          when: 'age moves the direction half as far',
          what: 'area under the ROC curve lost by pairs more than half a span apart, $\\delta = 0.5$',
          measured: found.byDelta.d0.aucFar - found.byDelta.d05.aucFar,
          bound: { op: '>', value: 0.001 },
        },
      ];
    },
  },

  'oe-cnn/orthogonal-is-not-independent': {
    experiments: ['age-direction'],
    cases(results) {
      const found = ages(results);
      return [
        {
          when: 'ageing moves the direction',
          what: 'share of the norm’s variance a line reads off the unit vector, $\\delta = 0.5$',
          measured: found.byDelta.d05.r2NormFromDirection,
          bound: READABLE,
        },
        {
          when: 'ageing moves the direction',
          what: 'share of the norm’s variance a line reads off the unit vector, $\\delta = 1$',
          measured: found.byDelta.d1.r2NormFromDirection,
          bound: READABLE,
        },
        {
          when: 'ageing moves the direction',
          what: 'share of the norm’s variance a line reads off the unit vector, $\\delta = 2$',
          measured: found.byDelta.d2.r2NormFromDirection,
          bound: READABLE,
        },
        {
          when: 'age enters the direction as $|2a-1|$',
          what: 'share of $|2a-1|$’s variance read off its squares',
          measured: found.hidden.r2Square,
          bound: READABLE,
        },
      ];
    },
  },

  'oe-cnn/caf-eighty-each': {
    experiments: ['caf-arithmetic'],
    cases(results) {
      const found = caf(results);
      return [
        {
          when: 'the two totals are right',
          what: 'pictures per person',
          measured: found.mean,
          bound: { op: '=', value: 80, within: 5 },
        },
      ];
    },
  },

  'oe-cnn/restricts-capacity': {
    experiments: ['free-norm'],
    cases(results) {
      const found = freeNorm(results);
      return [
        {
          when: 'capacity means lowering the loss by length alone',
          what: 'how far the loss of a sample classified right falls by length: A-Softmax less a loss of the direction',
          measured: found.pinned.fallFree - found.pinned.fallPinned,
          bound: { op: '>', value: 0.1 },
        },
        {
          when: 'it means the number of trained parameters',
          what: 'parameters that OE-CNN’s last layer has fewer',
          measured: found.parameters.aSoftmax - found.parameters.oeCnn,
          bound: ABOVE,
        },
        {
          when: 'it means the classes that can be told apart',
          what: `of ${found.decisions.samples} decisions, those that change with the length`,
          measured: found.decisions.changed,
          bound: ABOVE,
        },
      ];
    },
  },
});

function gradients(results: Results): OecnnGradientsResult {
  return results['oecnn-gradients'] as unknown as OecnnGradientsResult;
}

function ages(results: Results): AgeDirectionResult {
  return results['age-direction'] as unknown as AgeDirectionResult;
}

function caf(results: Results): CafArithmeticResult {
  return results['caf-arithmetic'] as unknown as CafArithmeticResult;
}

function freeNorm(results: Results): FreeNormResult {
  return results['free-norm'] as unknown as FreeNormResult;
}
