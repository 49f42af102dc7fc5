/**
 * The regimes in which the claims of the note on rectifiers are tried, and what each is
 * held against. What trained networks decide stands in a module of its own.
 */
import type { ActivationCostResult } from '../experiments/activation-cost.ts';
import type { ActivationSparsityResult } from '../experiments/activation-sparsity.ts';
import type { GradientDepthResult } from '../experiments/gradient-depth.ts';
import type { RectifierDoublingResult } from '../experiments/rectifier-doubling.ts';
import type { RescalingResult } from '../experiments/rescaling.ts';
import type { SoftplusAlphaResult } from '../experiments/softplus-alpha.ts';
import type { TanhSigmoidResult } from '../experiments/tanh-sigmoid.ts';
import type { Bound, Case, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of tens of terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-12 };
/** The same for a single evaluation: a few units in the last place of 1. */
const ROUNDING: Bound = { op: '<=', value: 1e-15 };
const NONE: Bound = { op: '<=', value: 0 };
/** Less than a hundredth of the gradient arrives. */
const HURT: Bound = { op: '<', value: 0.01 };
/** Mean squared error that one unit must leave for a second to be needed. */
const NOT_ENOUGH: Bound = { op: '>', value: 1e-3 };
const MORE: Bound = { op: '>', value: 1 };

const NO_BIAS = 'the units have no inner bias';
const BIAS_LINE = 'the units have inner biases and the function is a straight line';
const BIAS_BENT = 'the units have inner biases and the function is bent';
const POSITIVE = 'the units are rectifiers, leaky or not, and all $\\alpha_j>0$';
const NEGATIVE = 'some $\\alpha_j$ are negative';
const OWN_BIAS = 'a bias is divided by the $\\alpha_i$ of its own layer alone';
const SMOOTH = 'the units are tanh, softplus or logistic';
const USUAL = 'twenty layers start from weights of mean zero and variance $1/n$';
const AT_REST = 'the total input is zero';

export const checks = defineChecks({
  'rectifier/ordinary-nets-are-not-sparse': {
    experiments: ['activation-sparsity'],
    cases(results) {
      const { byKind } = sparsity(results);
      const names = { tanh: 'tanh', sigmoid: 'logistic', softplus: 'softplus' } as const;
      return (['tanh', 'sigmoid', 'softplus'] as const).map((kind) => ({
        when: `the units are ${names[kind]}`,
        what: 'largest share of exact zeros in a layer of an untrained network',
        measured: byKind[kind].high,
        bound: NONE,
      }));
    },
  },

  'rectifier/half-saturation': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { sigmoid, sigmoidFourCentred } = depth(results).schemes;
      const what = 'gradient that arrives at the inputs, over that at the outputs';
      return [
        { when: USUAL, what, measured: sigmoid.gradient.median, bound: HURT },
        {
          when: 'there is one layer',
          what,
          measured: sigmoid.gradientByLayer[1]!,
          bound: HURT,
        },
        {
          when: 'weights four times as large and biases $-\\frac12\\sum_i w_{ji}$ make up for slope and mean',
          what,
          measured: sigmoidFourCentred.gradient.median,
          bound: HURT,
        },
      ];
    },
  },

  'rectifier/tanh-is-a-rescaled-sigmoid': {
    experiments: ['tanh-sigmoid'],
    cases(results) {
      const { gap, network } = tanhSigmoid(results);
      return [
        {
          when: '$-20\\le x\\le 20$',
          what: 'largest $\\lvert\\tanh x-(2\\sigma(2x)-1)\\rvert$',
          measured: gap,
          bound: ROUNDING,
        },
        {
          when: 'a network of tanh units is rewritten with logistic ones',
          what: 'largest difference of an output',
          measured: network.gap,
          bound: EQUAL,
        },
      ];
    },
  },

  'rectifier/tanh-rests-at-zero': {
    experiments: ['tanh-sigmoid', 'gradient-depth'],
    cases(results) {
      const { rest, slopes } = tanhSigmoid(results);
      const { tanh, sigmoid } = depth(results).schemes;
      return [
        { when: AT_REST, what: 'output of a tanh unit', measured: rest.tanh, bound: NONE },
        {
          when: AT_REST,
          what: 'slope of tanh over that of the logistic function',
          measured: slopes.tanhAtZero / slopes.sigmoidAtZero,
          bound: MORE,
        },
        {
          when: USUAL,
          what: 'gradient that arrives through tanh units over that through logistic ones, least of five seeds',
          measured: tanh.gradient.low / sigmoid.gradient.high,
          bound: MORE,
        },
      ];
    },
  },

  'rectifier/tanh-is-antisymmetric': {
    experiments: ['tanh-sigmoid'],
    cases(results) {
      const { antisymmetry } = tanhSigmoid(results);
      return [
        {
          when: 'there is no bias',
          what: 'largest $\\lvert\\tanh(-x)+\\tanh x\\rvert$',
          measured: antisymmetry.unit,
          bound: NONE,
        },
        {
          when: 'the unit has a bias',
          what: 'largest deviation from point symmetry about the input at which its total input is zero',
          measured: antisymmetry.biased,
          bound: EQUAL,
        },
        {
          when: 'a network has no biases',
          what: 'largest $\\lvert f(-x)+f(x)\\rvert$',
          measured: antisymmetry.network,
          bound: EQUAL,
        },
      ];
    },
  },

  'rectifier/hard-zeros-block-gradients': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { schemes, dead } = depth(results);
      const what = 'gradient that arrives at the inputs, over that at the outputs';
      return [
        {
          when: 'a unit is off for every example',
          what: 'norm of the gradient by its weights',
          measured: dead.gradient,
          bound: HURT,
        },
        {
          when: 'a whole layer is off for every example',
          what: 'norm of the gradient below it',
          measured: dead.layerGradient,
          bound: HURT,
        },
        {
          when: 'twenty layers start with variance $1/n$, which takes no account of the zeros',
          what,
          measured: schemes.reluPlain.gradient.median,
          bound: HURT,
        },
        {
          when: 'twenty layers start with variance $2/n$',
          what,
          measured: schemes.reluHe.gradient.median,
          bound: HURT,
        },
        {
          when: 'half the units of one layer are off for every example',
          what,
          measured: dead.half.median,
          bound: HURT,
        },
      ];
    },
  },

  'rectifier/twice-the-units': {
    experiments: ['rectifier-doubling'],
    cases(results) {
      const { byTarget, bounded } = doubling(results);
      const { identity, absolute, tanh2x } = byTarget;
      const one = (target: string): string =>
        `least mean squared error of one unit for $y = ${target}$`;
      const two = (target: string): string => `the same of two, $y = ${target}$`;
      return [
        { when: NO_BIAS, what: one('x'), measured: identity.one, bound: NOT_ENOUGH },
        { when: NO_BIAS, what: two('x'), measured: identity.two, bound: EQUAL },
        { when: NO_BIAS, what: one('|x|'), measured: absolute.one, bound: NOT_ENOUGH },
        { when: NO_BIAS, what: two('|x|'), measured: absolute.two, bound: EQUAL },
        {
          when: BIAS_BENT,
          what: `${one('|x|')}, normal inputs`,
          measured: absolute.oneBiased,
          bound: NOT_ENOUGH,
        },
        {
          when: BIAS_BENT,
          what: `${one('|x|')}, inputs on $[-1,1]$`,
          measured: bounded.absolute,
          bound: NOT_ENOUGH,
        },
        {
          when: BIAS_BENT,
          what: `${one('\\tanh 2x')}, normal inputs`,
          measured: tanh2x.oneBiased,
          bound: NOT_ENOUGH,
        },
        {
          when: BIAS_LINE,
          what: 'largest $\\lvert r(x+1)-1-x\\rvert$ on $[-1,1]$: one unit is the line',
          measured: bounded.identity,
          bound: NOT_ENOUGH,
        },
        {
          when: BIAS_LINE,
          what: `${one('x')}, normal inputs, bias up to 6`,
          measured: identity.oneBiased,
          bound: NOT_ENOUGH,
        },
      ];
    },
  },

  'rectifier/rescaling-factors-out': {
    experiments: ['rescaling'],
    cases(results) {
      const { factored, negative, ownBias } = rescaled(results);
      return rescalingCases(
        'largest $\\lvert 15\\,s^\\prime-s\\rvert$ with $\\prod_j\\alpha_j=15$',
        factored,
        negative.factored,
        ownBias.factored,
      );
    },
  },

  'rectifier/rescaling-identity': {
    experiments: ['rescaling'],
    cases(results) {
      const { unchanged, negative, ownBias } = rescaled(results);
      return rescalingCases(
        'largest $\\lvert s^\\prime-s\\rvert$ with $\\prod_j\\alpha_j=1$',
        unchanged,
        negative.unchanged,
        ownBias.unchanged,
      );
    },
  },

  'rectifier/rescaling-is-ill-conditioned': {
    experiments: ['rescaling'],
    cases(results) {
      const { unchanged, gradient, twoWeights } = rescaled(results);
      const EQUAL_FUNCTIONS = 'two networks compute the same function';
      return [
        {
          when: EQUAL_FUNCTIONS,
          what: 'largest difference of their outputs',
          measured: unchanged.relu,
          bound: EQUAL,
        },
        {
          when: EQUAL_FUNCTIONS,
          what: 'largest relative distance of the gradients’ ratio by layer from $\\alpha_i$',
          measured: gradient.weightGap,
          bound: EQUAL,
        },
        {
          when: EQUAL_FUNCTIONS,
          what: 'largest of these ratios over the smallest',
          measured: gradient.spread,
          bound: MORE,
        },
        {
          when: 'two weights slide along $w_1w_2=1$',
          what: `largest curvature at $\\alpha=${twoWeights.alpha.at(-1)}$ over that at 1`,
          measured: twoWeights.curvature.at(-1)! / twoWeights.curvature[0]!,
          bound: MORE,
        },
      ];
    },
  },

  'rectifier/computationally-cheap': {
    experiments: ['activation-cost'],
    cases(results) {
      const { ratio, skip } = results['activation-cost'] as unknown as ActivationCostResult;
      const names = {
        sigmoid: 'a logistic',
        tanh: 'a tanh',
        softplus: 'a softplus',
        elu: 'an exponential linear',
      } as const;
      return [
        ...(['sigmoid', 'tanh', 'softplus', 'elu'] as const).map((kind) => ({
          when: 'the operations of a unit are counted',
          what: `those of ${names[kind]} unit, value and slope, over those of a rectifier`,
          measured: ratio[kind],
          bound: MORE,
        })),
        {
          when: 'products with exact zeros are left out',
          what: 'multiply-adds left in the layer above',
          measured: skip.share,
          bound: { op: '<', value: 1 },
        },
      ];
    },
  },

  'rectifier/softplus-approaches-the-rectifier': {
    experiments: ['softplus-alpha'],
    cases(results) {
      const { byAlpha, largest } = results['softplus-alpha'] as unknown as SoftplusAlphaResult;
      const WHOLE = '$\\alpha$ grows from 1 to 6';
      return [
        {
          when: WHOLE,
          what: 'largest distance of the gap from $\\ln 2/\\alpha$',
          measured: largest.gap,
          bound: { op: '<=', value: 1e-9 },
        },
        {
          when: WHOLE,
          what: 'largest gap elsewhere, less that at $x=0$',
          measured: largest.away,
          bound: { op: '<', value: 0 },
        },
        {
          when: WHOLE,
          what: 'largest distance of the area between the two from $\\pi^2/(6\\alpha^2)$',
          measured: largest.area,
          bound: { op: '<=', value: 1e-9 },
        },
        {
          when: WHOLE,
          what: 'gap at $\\alpha=6$ over that at 1',
          measured: byAlpha.a6.gap / byAlpha.a1.gap,
          bound: { op: '<', value: 1 },
        },
      ];
    },
  },
});

function rescalingCases(
  what: string,
  byKind: RescalingResult['factored'],
  negative: number,
  ownBias: number,
): Case[] {
  return [
    { when: POSITIVE, what, measured: byKind.relu, bound: EQUAL },
    { when: POSITIVE, what: `${what}, leaky`, measured: byKind.leaky, bound: EQUAL },
    { when: NEGATIVE, what, measured: negative, bound: EQUAL },
    { when: OWN_BIAS, what, measured: ownBias, bound: EQUAL },
    ...(['tanh', 'softplus', 'sigmoid'] as const).map((kind) => ({
      when: SMOOTH,
      what: `${what}, ${kind === 'sigmoid' ? 'logistic' : kind}`,
      measured: byKind[kind],
      bound: EQUAL,
    })),
  ];
}

function tanhSigmoid(results: Results): TanhSigmoidResult {
  return results['tanh-sigmoid'] as unknown as TanhSigmoidResult;
}

function depth(results: Results): GradientDepthResult {
  return results['gradient-depth'] as unknown as GradientDepthResult;
}

function doubling(results: Results): RectifierDoublingResult {
  return results['rectifier-doubling'] as unknown as RectifierDoublingResult;
}

function sparsity(results: Results): ActivationSparsityResult {
  return results['activation-sparsity'] as unknown as ActivationSparsityResult;
}

function rescaled(results: Results): RescalingResult {
  return results['rescaling'] as unknown as RescalingResult;
}
