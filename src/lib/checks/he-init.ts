/**
 * The regimes in which the claims of the note on He initialisation are tried, and what
 * each is held against.
 */
import type { DepthOfWidths, GradientDepthResult } from '../experiments/gradient-depth.ts';
import type { Bound, Case, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Within a factor of two after twenty layers: 3.5 per cent a layer. */
const KEPT: Bound = { op: '=', value: 0, within: 1 };
const GRADIENT = 'median ratio of the gradients over twenty layers, in doublings';
const SIGNAL = 'median ratio of the signals over twenty layers, in doublings';

const NORMAL = 'the weights are normal';
const UNIFORM = 'the weights are uniform';

export const checks = defineChecks({
  'he-init/keeps-signal-and-gradient': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { reluHe, reluHeUniform } = depth(results).schemes;
      return [
        kept(NORMAL, GRADIENT, reluHe.gradient.median),
        kept(NORMAL, SIGNAL, reluHe.signal.median),
        kept(UNIFORM, GRADIENT, reluHeUniform.gradient.median),
        kept(UNIFORM, SIGNAL, reluHeUniform.signal.median),
      ];
    },
  },

  'he-init/factor-for-prelu': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { preluHe, preluPlain } = depth(results).schemes;
      const WITH = 'the slope below zero is $a=\\frac14$';
      return [
        kept(WITH, GRADIENT, preluHe.gradient.median),
        kept(WITH, SIGNAL, preluHe.signal.median),
        kept(
          WITH,
          'the same of gradients with variance $1/n$, over $((1+a^2)/2)^{10}$',
          preluPlain.gradient.median / preluPlain.theory!,
        ),
      ];
    },
  },

  'he-init/xavier-shrinks-rectifier-signal': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { reluPlain } = depth(results).schemes;
      const SQUARE = 'all layers have as many units, so that variance $1/n$ is Xavier’s';
      return [
        kept(
          SQUARE,
          'median ratio of the gradients over $2^{-10}$, in doublings',
          reluPlain.gradient.median / reluPlain.theory!,
        ),
        kept(
          SQUARE,
          'median ratio of the signals over $2^{-10}$, in doublings',
          reluPlain.signal.median / reluPlain.theory!,
        ),
      ];
    },
  },

  'he-init/one-direction-is-enough': {
    experiments: ['gradient-depth'],
    cases(results) {
      const { taper, alternating } = depth(results).widths;
      const cases = (when: string, by: string, found: DepthOfWidths): Case[] => [
        kept(
          when,
          `${by} counted: gradient by unit over what the ratio of widths says, in doublings`,
          found.gradient.median / found.gradientTheory,
        ),
        kept(
          when,
          `${by} counted: signal over what the ratio of widths says, in doublings`,
          found.signal.median / found.signalTheory,
        ),
      ];
      const TAPER = 'the layers narrow from 512 units to 64';
      const ALTERNATING = 'layers of 512 and 128 units alternate';
      return [
        ...cases(TAPER, 'inputs', taper.fanIn),
        ...cases(TAPER, 'outputs', taper.fanOut),
        ...cases(ALTERNATING, 'inputs', alternating.fanIn),
        ...cases(ALTERNATING, 'outputs', alternating.fanOut),
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
