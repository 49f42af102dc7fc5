/**
 * One layer of a network. It works on batches of n rows, writes where it is told
 * to and allocates nothing once it is made.
 */
export interface Layer {
  /** Numbers a sample goes in with, and comes out with. */
  readonly inputs: number;
  readonly outputs: number;
  /** Weights, then biases; empty where there are none. */
  readonly parameters: Float64Array;
  /** Gradient of the loss in the parameters, as the last `backward` left it. */
  readonly gradient: Float64Array;
  /** Multiply-adds of `forward` for one sample. */
  readonly operations: number;
  /** Writes the output of n samples, n×outputs, row-major, into `y`. */
  forward(x: Float64Array, y: Float64Array, n: number): void;
  /**
   * Writes the parameters' gradient, summed over the n samples last sent forward, and that
   * in the inputs into `dx` unless it is null.
   *
   * @param x n×inputs, as given to `forward`
   * @param y n×outputs, as `forward` left it
   * @param dy n×outputs, gradient of the loss in the outputs
   */
  backward(
    x: Float64Array,
    y: Float64Array,
    dy: Float64Array,
    dx: Float64Array | null,
    n: number,
  ): void;
}
