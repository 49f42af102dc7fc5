import { type Stack, biasesOf, weightsOf } from './stack.ts';

/**
 * The stack with W_i/α_i for the weights and b_i/∏_{j≤i} α_j for the biases of layer i
 * (Glorot, Bordes and Bengio 2011, section 3). A bias takes the *product so far*: what
 * reaches its layer has been divided by all factors below. If the activation is
 * positively homogeneous, r(cx) = c·r(x) for c > 0, and all factors are above zero, the
 * output is divided by the product of all of them.
 *
 * @param factors one for each layer, finite and not zero
 * @throws RangeError otherwise
 */
export function rescale(stack: Stack, factors: readonly number[]): Stack {
  const { sizes, parameters } = stack;
  checkFactors(factors, parameters.length);
  const rescaled: Stack = { sizes, parameters: parameters.map((layer) => layer.slice()) };
  let product = 1;
  factors.forEach((factor, l) => {
    product *= factor;
    divide(weightsOf(rescaled, l), factor);
    divide(biasesOf(rescaled, l), product);
  });
  return rescaled;
}

function checkFactors(factors: readonly number[], layers: number): void {
  if (factors.length !== layers) {
    throw new RangeError(`there are ${factors.length} factors; each of ${layers} layers needs one`);
  }
  for (const factor of factors) {
    if (!(Number.isFinite(factor) && factor !== 0)) {
      throw new RangeError(`a factor is ${factor}; it must be finite and not zero`);
    }
  }
}

function divide(numbers: Float64Array, by: number): void {
  for (let i = 0; i < numbers.length; i++) numbers[i] = numbers[i]! / by;
}
