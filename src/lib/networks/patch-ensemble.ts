import { type Box, type Images, cropImages } from '../data/mnist.ts';
import { createRandom } from '../numeric/random.ts';
import { dense } from './dense.ts';
import { type Network, network } from './network.ts';
import { optimiser } from './optimiser.ts';
import { relu } from './relu.ts';

export interface PatchEnsembleOptions {
  readonly images: Images;
  readonly classes: number;
  /** Pieces of the image; each has a dense network of its own. */
  readonly patches: readonly Box[];
  /**
   * False: each network has a softmax loss of its own. True: one loss on the sum of all
   * logits, so that the networks are one network whose first layer is cut into blocks.
   */
  readonly joint: boolean;
  /** Units of the hidden layer of each network. */
  readonly hidden: number;
  readonly rate: number;
  readonly batch: number;
  readonly epochs: number;
  readonly seed: number;
}

export interface PatchEnsemble {
  /** Parameters of all networks together. */
  readonly parameters: number;
  /** Multiply-adds spent on training. */
  readonly operations: number;
  /**
   * Classes given to images by the sum of what the networks say: of log-probabilities
   * when each was trained alone, of logits when all were trained as one.
   *
   * @param asked numbers of the patches whose networks are asked; all unless told
   */
  classify(images: Images, asked?: readonly number[]): Uint8Array;
}

/**
 * Trains networks on patches with Adam, at a rate that falls in a straight line to 0.
 *
 * @throws RangeError if there is no patch, or one lies outside the images
 */
export function trainPatches(options: PatchEnsembleOptions): PatchEnsemble {
  const { images, classes, patches, joint, hidden, batch, epochs, rate } = options;
  if (patches.length === 0) throw new RangeError('patches is empty; there must be at least one');
  const random = createRandom(options.seed);
  const nets = patches.map(({ height, width }) =>
    network(
      [dense(height * width, hidden, random), relu(hidden), dense(hidden, classes, random)],
      batch,
    ),
  );
  const crops = patches.map((box) => cropImages(images, box));
  const groups = nets.flatMap(({ layers }) =>
    layers.filter((layer) => layer.parameters.length > 0),
  );
  const mover = optimiser(groups, { kind: 'adam' });
  const logits = new Float64Array(classes);
  const total = epochs * Math.ceil(images.n / batch);
  let order = Array.from({ length: images.n }, (_, i) => i);
  let step = 0;

  for (let epoch = 0; epoch < epochs; epoch++) {
    order = random.shuffle(order);
    for (let start = 0; start < images.n; start += batch) {
      const n = Math.min(batch, images.n - start);
      nets.forEach((net, p) => {
        for (let row = 0; row < n; row++) load(net, crops[p]!, row, order[start + row]!);
        net.forward(n);
      });
      for (let row = 0; row < n; row++) {
        const label = images.labels[order[start + row]!]!;
        if (joint) {
          logits.fill(0);
          for (const { output } of nets) add(logits, output, row);
          softmaxInto(logits);
          for (const net of nets) residual(net, row, label, n);
        } else {
          for (const net of nets) {
            logits.fill(0);
            add(logits, net.output, row);
            softmaxInto(logits);
            residual(net, row, label, n);
          }
        }
      }
      for (const net of nets) net.backward(n);
      mover.step(rate * (1 - step / total));
      step += 1;
    }
  }

  function residual(net: Network, row: number, label: number, n: number): void {
    for (let k = 0; k < classes; k++) {
      net.outputGradient[row * classes + k] = (logits[k]! - (k === label ? 1 : 0)) / n;
    }
  }

  return {
    parameters: groups.reduce((sum, { parameters }) => sum + parameters.length, 0),
    operations: nets.reduce((sum, net) => sum + 3 * epochs * images.n * net.operations, 0),
    classify(from, asked = patches.map((_, p) => p)) {
      const scores = new Float64Array(from.n * classes);
      for (const p of asked) {
        const net = nets[p]!;
        const crop = cropImages(from, patches[p]!);
        for (let start = 0; start < from.n; start += batch) {
          const n = Math.min(batch, from.n - start);
          for (let row = 0; row < n; row++) load(net, crop, row, start + row);
          net.forward(n);
          for (let row = 0; row < n; row++) {
            logits.fill(0);
            add(logits, net.output, row);
            const shift = joint ? 0 : logTotal(logits);
            for (let k = 0; k < classes; k++) {
              const at = (start + row) * classes + k;
              scores[at] = scores[at]! + logits[k]! - shift;
            }
          }
        }
      }
      return Uint8Array.from({ length: from.n }, (_, i) => {
        let best = 0;
        for (let k = 1; k < classes; k++) {
          if (scores[i * classes + k]! > scores[i * classes + best]!) best = k;
        }
        return best;
      });
    },
  };
}

function load(net: Network, { pixels }: Images, row: number, image: number): void {
  const size = net.inputs;
  for (let p = 0; p < size; p++) net.input[row * size + p] = pixels[image * size + p]!;
}

function add(sum: Float64Array, outputs: Float64Array, row: number): void {
  for (let k = 0; k < sum.length; k++) sum[k] = sum[k]! + outputs[row * sum.length + k]!;
}

function logTotal(logits: Float64Array): number {
  let largest = -Infinity;
  for (const logit of logits) if (logit > largest) largest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  return largest + Math.log(sum);
}

/** Softmax in place. */
function softmaxInto(logits: Float64Array): void {
  const shift = logTotal(logits);
  for (let k = 0; k < logits.length; k++) logits[k] = Math.exp(logits[k]! - shift);
}
