import type { ActivationSparsityResult } from '../../lib/experiments/activation-sparsity.ts';
import type { TanhSigmoidResult } from '../../lib/experiments/tanh-sigmoid.ts';
import { activation } from '../../lib/rectifiers/activations.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';
import { ACTIVATIONS } from './lib/activation-choices.ts';

/** Every how many of the stored inputs the table has one. */
const EVERY = 10;

export default defineFigure({
  id: 'activations',
  title:
    'The rectifier’s slope is one or exactly zero; its relatives round the corner or leave some slope below zero',
  caption:
    'Value and slope of an activation function (heavy), at first softplus with $\\alpha=1$, beside the rectifier (grey). At zero tanh has the slope {tanh-sigmoid:slopes.tanhAtZero|fixed(0)} and the sigmoid {tanh-sigmoid:slopes.sigmoidAtZero|fixed(2)}; both lose it on either side.',
  alt: 'Two line charts against the input: left the value, right the slope, of a chosen activation function and of the rectifier. The rectifier’s slope jumps from zero to one; that of softplus rises smoothly from near zero to near one and is one half at zero.',
  experiments: ['tanh-sigmoid', 'activation-sparsity'],
  module: 'src/lib/rectifiers/activations.ts',
  knob: 'the function: rectifier, leaky, softplus, ELU, GELU, tanh or sigmoid; and its α',
  table(results) {
    const { curves } = result<TanhSigmoidResult>(results, 'tanh-sigmoid');
    const choices = ACTIVATIONS.map(({ kind, name, alpha }) => ({
      name: alpha === undefined ? name : `${name} (${short(alpha.first)})`,
      ...activation({ kind, ...(alpha === undefined ? {} : { alpha: alpha.first }) }),
    }));
    return {
      columns: ['x', ...choices.flatMap(({ name }) => [name, `slope of ${name}`])],
      rows: curves.x
        .filter((_, i) => i % EVERY === 0)
        .map((x) => [
          x,
          ...choices.flatMap(({ value, slope }) => [rounded(value(x), 5), rounded(slope(x), 5)]),
        ]),
    };
  },
  describe(results) {
    const { slopes, rest } = result<TanhSigmoidResult>(results, 'tanh-sigmoid');
    const { byKind } = result<ActivationSparsityResult>(results, 'activation-sparsity');
    return [
      `For the input 0 tanh gives ${short(rest.tanh)} with slope ${short(slopes.tanhAtZero)}, the sigmoid ${short(rest.sigmoid)} with slope ${short(slopes.sigmoidAtZero)}; away from zero both slopes fall towards zero.`,
      `The rectifier, softplus, leaky, ELU and GELU have slopes near one for large inputs.`,
      `Below zero the rectifier’s value and slope are exactly zero: in a fresh network a share of ${fixed(byKind.relu.zeros[0] ?? NaN, 3)} of the first layer’s activations is, and with softplus, leaky units, tanh or sigmoids ${short(byKind.softplus.high)}.`,
    ].join(' ');
  },
});
