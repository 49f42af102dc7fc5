/**
 * The regimes in which the claims of the note on Glorot and Bengio's initialisation are
 * tried, and what each is held against.
 */
import type { GradientDepthResult } from '../experiments/gradient-depth.ts';
import type { Bound, Case, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Within a factor of two after twenty layers: 3.5 per cent a layer. */
const KEPT: Bound = { op: '=', value: 0, within: 1 };
const GRADIENT = 'median ratio of the gradients over twenty layers, in doublings';
const SIGNAL = 'median ratio of the signals over twenty layers, in doublings';
const LINEAR = 'the units act linearly and all layers are of one width';

export const checks = defineChecks({
  'glorot-bengio/variance-kept-by-compromise': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { schemes, widths } = depth(results);
      const CURVED = 'inputs of size one take tanh units out of their straight part';
      const TAPER = 'the units act linearly and the layers narrow from 512 units to 64';
      const ALTERNATING = 'layers of 512 and 128 units alternate';
      return [
        kept(LINEAR, GRADIENT, schemes.tanhSmall.gradient.median),
        kept(LINEAR, SIGNAL, schemes.tanhSmall.signal.median),
        kept(TAPER, `${GRADIENT}, by unit`, widths.taper.glorot.gradient.median),
        kept(TAPER, SIGNAL, widths.taper.glorot.signal.median),
        kept(CURVED, GRADIENT, schemes.tanh.gradient.median),
        kept(CURVED, SIGNAL, schemes.tanh.signal.median),
        kept(ALTERNATING, `${GRADIENT}, by unit`, widths.alternating.glorot.gradient.median),
        kept(ALTERNATING, SIGNAL, widths.alternating.glorot.signal.median),
      ];
    },
  },

  'glorot-bengio/standard-start-shrinks': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { gradient, signal, theory } = depth(results).schemes.tanhStandard;
      return [
        kept(
          LINEAR,
          'median ratio of the gradients over $3^{-10}$, in doublings',
          gradient.median / theory!,
        ),
        kept(
          LINEAR,
          'median ratio of the signals over $3^{-10}$, in doublings',
          signal.median / theory!,
        ),
      ];
    },
  },

  'glorot-bengio/logistic-mean-hurts': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { sigmoid, sigmoidCentred, sigmoidFour, sigmoidFourCentred } = depth(results).schemes;
      const what =
        'gradient that arrives when biases take the mean out, over that when they do not';
      const bound: Bound = { op: '>', value: 10 };
      return [
        {
          when: 'the weights are four times as large and make up for the slope $\\frac14$',
          what,
          measured: sigmoidFourCentred.gradient.median / sigmoidFour.gradient.median,
          bound,
        },
        {
          when: 'the weights have variance $1/n$',
          what,
          measured: sigmoidCentred.gradient.median / sigmoid.gradient.median,
          bound,
        },
      ];
    },
  },
});

/** A ratio, held to within a factor of two either way. */
function kept(when: string, what: string, ratio: number): Case {
  return { when, what, measured: Math.log2(ratio), bound: KEPT };
}

function depth(results: Results): GradientDepthResult {
  return results['gradient-depth'] as unknown as GradientDepthResult;
}
