import type { ActivationSparsityResult } from '../../lib/experiments/activation-sparsity.ts';
import type { TrainedSparsityResult } from '../../lib/experiments/trained-sparsity.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

/** At the start, by kind of unit and bias. */
export const STARTS = [
  { key: 'one', name: 'bias −1 sd', tone: 'f-s5' },
  { key: 'half', name: 'bias −½ sd', tone: 'f-s3' },
  { key: 'relu', name: 'no bias', tone: 'f-s1' },
  { key: 'tanh', name: 'tanh, softplus', tone: 'f-base' },
] as const;

export type StartKey = (typeof STARTS)[number]['key'];

/** Shares of exact zeros by layer before training. */
export function zerosAtStart(found: ActivationSparsityResult, key: StartKey): readonly number[] {
  return key === 'one' || key === 'half' ? found.biased[key].zeros : found.byKind[key].zeros;
}

export default defineFigure({
  id: 'zeros-by-layer',
  title:
    'Half of a rectifier network is exactly zero before it has learnt anything; a penalty makes it more',
  caption:
    'Share of activations that are exactly zero, layer by layer. Left: random weights; a bias of $-\\tfrac12$ or $-1$ standard deviations turns off a share of $\\Phi(\\tfrac12)$ = {activation-sparsity:biased.half.theory|fixed(3)} or $\\Phi(1)$ = {activation-sparsity:biased.one.theory|fixed(3)} of the first layer. Right: networks trained on digits, without an L1 penalty on activations and with the strongest one that does no measurable harm.',
  alt: 'Left, lines of the share of exact zeros by layer at the start: near one half without bias, higher with negative biases, zero for tanh and softplus. Right, the same for trained networks of three hidden layers: with the penalty the share is higher in every layer than without, most of all in the first.',
  experiments: ['activation-sparsity', 'trained-sparsity'],
  module: 'src/lib/rectifiers/sparsity.ts',
  table(results) {
    const start = result<ActivationSparsityResult>(results, 'activation-sparsity');
    const trained = result<TrainedSparsityResult>(results, 'trained-sparsity');
    return {
      columns: [
        'layer',
        ...STARTS.map(({ name }) => `start, ${name}`),
        'trained',
        'trained, penalty',
      ],
      rows: Array.from({ length: start.layers }, (_, l) => [
        l + 1,
        ...STARTS.map(({ key }) => rounded(zerosAtStart(start, key)[l] ?? NaN, 4)),
        ...[trained.byLambda.none, harmless(trained)].map(({ zerosByLayer }) => {
          const zeros = zerosByLayer[l];
          return zeros === undefined ? '' : rounded(zeros, 4);
        }),
      ]),
    };
  },
  describe(results) {
    const start = result<ActivationSparsityResult>(results, 'activation-sparsity');
    const trained = result<TrainedSparsityResult>(results, 'trained-sparsity');
    const { none } = trained.byLambda;
    return [
      `With random weights and no bias between ${fixed(start.byKind.relu.low, 2)} and ${fixed(start.byKind.relu.high, 2)} of each layer’s activations are exactly zero; with tanh, softplus or leaky units none is.`,
      `A bias of half a standard deviation below zero turns off ${fixed(start.biased.half.first, 3)} of the first layer, one of a whole ${fixed(start.biased.one.first, 3)}.`,
      `After training without a penalty the layers have ${none.zerosByLayer.map((v) => fixed(v, 2)).join(', ')}, with the strongest harmless one ${harmless(
        trained,
      )
        .zerosByLayer.map((v) => fixed(v, 2))
        .join(', ')}.`,
    ].join(' ');
  },
});

/** The networks with the strongest penalty before the first that does harm. */
export function harmless({ byLambda, harmless: { lambda } }: TrainedSparsityResult) {
  return Object.values(byLambda).find((level) => level.lambda === lambda) ?? byLambda.none;
}
