import { expect } from 'vitest';
import type { Layer } from '../../../src/lib/networks/layer.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';

export function normals(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, random.normal);
}

/** Numbers in random order, a tenth apart: no step of a central difference changes which is the largest. */
export function apart(length: number, seed: number): Float64Array {
  const order = createRandom(seed).shuffle(Array.from({ length }, (_, i) => i));
  return Float64Array.from(order, (i) => (i - length / 2) / 10);
}

/** The layer's output for n samples. */
export function forward(layer: Layer, x: Float64Array, n: number): Float64Array {
  const y = new Float64Array(n * layer.outputs).fill(NaN);
  layer.forward(x, y, n);
  return y;
}

/** Gradients of Σ uᵢyᵢ in parameters and inputs, by the layer and by central differences. */
export function checkGradients(layer: Layer, x: Float64Array, seed: number): void {
  const n = x.length / layer.inputs;
  const u = normals(n * layer.outputs, seed);
  const y = forward(layer, x, n);
  const dx = new Float64Array(x.length).fill(NaN);
  layer.gradient.fill(NaN);
  layer.backward(x, y, u, dx, n);
  const value = (input: Float64Array): number =>
    forward(layer, input, n).reduce((sum, out, i) => sum + out * u[i]!, 0);
  expectClose(dx, centralDifference(value, x), 1e-6);
  const held = Float64Array.from(layer.parameters);
  const measured = centralDifference((at) => {
    layer.parameters.set(at);
    return value(x);
  }, held);
  layer.parameters.set(held);
  expectClose(layer.gradient, measured, 1e-6);
  // Without the inputs' gradient the parameters' is the same.
  const before = Float64Array.from(layer.gradient);
  layer.backward(x, y, u, null, n);
  expect(layer.gradient).toEqual(before);
}
