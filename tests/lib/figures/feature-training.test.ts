import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import FeatureTrainingIsland from '../../../src/components/figures/feature-training.island.tsx';
import meta from '../../../src/components/figures/feature-training.meta.ts';
import type { LossName } from '../../../src/components/figures/feature-training.run.ts';
import {
  LOSSES,
  startTraining,
  STEPS_A_FRAME,
} from '../../../src/components/figures/feature-training.run.ts';
import FeatureTraining from '../../../src/components/figures/feature-training.tsx';
import type { Point } from '../../../src/components/figures/lib/paths.ts';
import type { Images } from '../../../src/lib/data/mnist.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { draw, labelFaults, WIDTHS } from './figures.ts';

/** Ten easy classes: a bright row each, and noise. */
function rows(n: number): Images {
  const random = createRandom(5);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 10);
  const pixels = Float32Array.from({ length: n * 784 }, (_, at) => {
    const row = Math.floor((at % 784) / 28);
    const label = labels[Math.floor(at / 784)] ?? 0;
    return (Math.floor(row / 2) === label + 2 ? 0.8 : 0) + 0.2 * random.uniform();
  });
  return { n, height: 28, width: 28, pixels, labels };
}

const images = rows(40);
const names = Object.keys(LOSSES) as LossName[];

describe.each(names)('training with %s', (loss) => {
  const m = LOSSES[loss].margin?.first ?? 1;

  test('begins before the first step, goes on frame by frame, and ends', () => {
    const training = startTraining(images, { loss, m, seed: 1 });
    const first = training.frame();
    expect(first.step).toBe(0);
    expect(first.losses).toEqual([]);
    expect(first.x).toHaveLength(images.n);
    let frames = 1;
    while (training.advance()) frames += 1;
    const last = training.frame();
    expect(last.step).toBe(last.total);
    expect(frames).toBe(Math.ceil(last.total / STEPS_A_FRAME));
    expect(last.losses).toHaveLength(frames);
    expect(last.losses.at(-1)).toBeLessThan(last.losses[0] ?? 0);
    expect(last.accuracy).toBeGreaterThan(first.accuracy);
    expect(training.advance()).toBe(false);
  });

  test('is the same again from the same seed, and another from another', () => {
    const after = (seed: number) => {
      const training = startTraining(images, { loss, m, seed });
      training.advance();
      training.advance();
      return training.frame();
    };
    expect(after(2)).toEqual(after(2));
    expect(after(3).x).not.toEqual(after(2).x);
  });

  test('is drawn soundly at every stage and width', () => {
    const training = startTraining(images, { loss, m, seed: 4 });
    for (let i = 0; i < 3; i++) {
      const { x, y, label, step, total, losses, accuracy } = training.frame();
      for (const width of WIDTHS) {
        const markup = draw(meta, FeatureTraining, {
          width,
          shown: {
            heading: `${LOSSES[loss].label}, m = ${m}, seed 4`,
            features: { x, y, label },
            step,
            total,
            curve: losses.map((value, k): Point => [(k + 1) * STEPS_A_FRAME, value]),
            right: accuracy,
            of: 'its digits',
          },
        });
        expect(labelFaults(markup, width)).toEqual([]);
        expect(markup).not.toMatch(/NaN|undefined|Infinity/);
        expect(markup).not.toMatch(/ d[ >]/);
      }
      training.advance();
    }
  });
});

test('every margin offered is one the loss takes', () => {
  for (const loss of names) {
    const { margin } = LOSSES[loss];
    for (const m of margin === null ? [1] : [margin.min, margin.first, margin.max]) {
      const training = startTraining(images, { loss, m, seed: 1 });
      training.advance();
      expect(Number.isFinite(training.frame().losses[0])).toBe(true);
    }
  }
});

test('before its data have come it keeps the still drawing and the place for the control', () => {
  const markup = render(h(FeatureTrainingIsland, { dataUrl: '/data' }, h('p', null, 'still')));
  expect(markup).toContain('<p>still</p>');
  expect(markup).toMatch(/<div class="fig-control fig-control-4" data-control[^>]*><\/div>/);
  expect(markup).not.toMatch(/<(?:input|select|output|button)/);
});
