import type { PatchesDigitsResult, PatchMethod } from '../../lib/experiments/patches-digits.ts';
import type { PatchRedundancyResult } from '../../lib/experiments/patch-redundancy.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

/** A mean over splits or seeds, and the extremes. */
export interface Bar {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Accuracy with a half blank: of the network on the other half where there is one, else of the whole. */
export function asked({ told, occluded }: PatchMethod, blank: 'top' | 'bottom'): Bar {
  return told[blank] ?? occluded[blank];
}

export default defineFigure({
  id: 'occlusion-bars',
  title:
    'Halves trained apart still tell a digit when the other half is gone; trained together they do far worse',
  caption:
    'MNIST digits named right, complete and with a half blank. *Whole*: one model of all pixels; *together*: a network for each half, trained as one; *apart*: a model for each half, trained alone, their log-probabilities added, and asked alone when the other half is blank. Bars are means, thin lines the extremes over {patch-redundancy:digits.splits|int} splits (left) and two seeds (right). Dotted: chance. On complete digits the price of halves in the regression is {patch-redundancy:digits.price.mean|percent(1)}; with the top blank they name {patches-digits:byMethod.halves.told.top.mean|percent(0)} in the network, against {patches-digits:byMethod.whole.complete.mean|percent(0)} of the whole on complete digits.',
  alt: 'Two groups of bar charts of the share of digits named right. On complete digits all ways are level. With the top or the bottom half blank, one model of the whole and halves trained together fall by a third and more; halves trained apart lose little.',
  experiments: ['patch-redundancy', 'patches-digits'],
  module: 'src/lib/margins/fit-softmax.ts',
  table(results) {
    const { digits } = result<PatchRedundancyResult>(results, 'patch-redundancy');
    const { whole, halves, halvesJoint } = result<PatchesDigitsResult>(
      results,
      'patches-digits',
    ).byMethod;
    const row = (model: string, shown: string, { mean, low, high }: Bar) => [
      model,
      shown,
      ...[mean, low, high].map((share) => rounded(100 * share, 4)),
    ];
    const networks = [
      { name: 'network, whole', method: whole },
      { name: 'networks, halves together', method: halvesJoint },
      { name: 'networks, halves apart', method: halves },
    ];
    return {
      columns: ['model', 'digits', 'right (%)', 'lowest', 'highest'],
      rows: [
        row('regression, whole', 'complete', digits.full.joint),
        row('regression, whole', 'top half blank', digits.topBlank.joint),
        row('regression, whole', 'bottom half blank', digits.bottomBlank.joint),
        row('regression, halves apart', 'complete', digits.full.ensemble),
        row('regression, halves apart', 'top half blank', digits.topBlank.patch),
        row('regression, halves apart', 'bottom half blank', digits.bottomBlank.patch),
        ...networks.flatMap(({ name, method }) => [
          row(name, 'complete', method.complete),
          row(name, 'top half blank', asked(method, 'top')),
          row(name, 'bottom half blank', asked(method, 'bottom')),
        ]),
      ],
    };
  },
  describe(results) {
    const { digits } = result<PatchRedundancyResult>(results, 'patch-redundancy');
    const { whole, halves, halvesJoint } = result<PatchesDigitsResult>(
      results,
      'patches-digits',
    ).byMethod;
    const percent = ({ mean }: Bar) => `${fixed(100 * mean, 1)}%`;
    return [
      `Softmax regression: on complete digits one on all pixels names ${percent(digits.full.joint)} right, two on the halves ${percent(digits.full.ensemble)}; with the top half blank ${percent(digits.topBlank.joint)} and ${percent(digits.topBlank.patch)}, with the bottom half blank ${percent(digits.bottomBlank.joint)} and ${percent(digits.bottomBlank.patch)}.`,
      `Networks: on complete digits the whole has ${percent(whole.complete)}, halves trained together ${percent(halvesJoint.complete)} and halves trained apart ${percent(halves.complete)}.`,
      `With the top half blank they have ${percent(asked(whole, 'top'))}, ${percent(asked(halvesJoint, 'top'))} and ${percent(asked(halves, 'top'))}; with the bottom half blank ${percent(asked(whole, 'bottom'))}, ${percent(asked(halvesJoint, 'bottom'))} and ${percent(asked(halves, 'bottom'))}.`,
    ].join(' ');
  },
});
