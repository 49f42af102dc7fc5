import { addOuter, multiply } from './multiply.ts';
import type { SmoothNetwork } from './smooth-network.ts';

/** Hessian–vector products and the Hessian of a smooth network's loss. */
export interface NetworkHessian {
  /**
   * Writes H(w)·v into `out`, exactly: the derivative of back-propagation along v (Pearlmutter,
   * “Fast exact multiplication by the Hessian”, 1994). About three gradients' work.
   */
  readonly product: (w: Float64Array, v: Float64Array, out: Float64Array) => void;
  /**
   * H(w), P×P row-major, one product for each parameter. Entries below the diagonal are computed,
   * those above are their copies.
   */
  readonly matrix: (w: Float64Array) => Float64Array;
}

/**
 * The Hessian of `network`'s loss by forward-over-reverse differentiation. R{·} below stands for
 * the derivative along the direction: R{aₗ} = R{hₗ₋₁}Wₗᵀ + hₗ₋₁Vₗᵀ + c, R{hₗ} = φ′·R{aₗ}, and on
 * the way back R{∂aₗ} = φ′·R{∂hₗ} + φ″·R{aₗ}·∂hₗ.
 */
export function networkHessian(network: SmoothNetwork): NetworkHessian {
  const { dimension, places, samples, tape, problem } = network;
  const { decay = 0 } = problem;
  const last = places.length - 1;
  const room = (): Float64Array[] => places.map((p) => new Float64Array(samples * p.outputs));
  const rA = room();
  const rDa = room();
  const rDh = room();
  const rH = [new Float64Array(tape.h[0]!.length), ...room().slice(0, last)];
  const gradient = new Float64Array(dimension);
  const scratch = new Float64Array(dimension);

  /** R{h} from R{a}, or, in the last layer, R{∂a}. */
  const activate = (l: number): void => {
    const from = rA[l]!;
    if (l < last) {
      const slope = tape.slope[l]!;
      for (let i = 0; i < from.length; i++) rH[l + 1]![i] = slope[i]! * from[i]!;
      return;
    }
    if (problem.loss === 'squares') {
      for (let i = 0; i < from.length; i++) rDa[l]![i] = from[i]! / samples;
      return;
    }
    // The softmax's Jacobian, diag(p) − ppᵀ.
    const classes = places[last]!.outputs;
    for (let s = 0; s < from.length; s += classes) {
      let mean = 0;
      for (let c = s; c < s + classes; c++) mean += tape.output[c]! * from[c]!;
      for (let c = s; c < s + classes; c++) {
        rDa[l]![c] = (tape.output[c]! * (from[c]! - mean)) / samples;
      }
    }
  };

  /** Layers `first` + 1 and on, whose own weights do not move, forward. */
  const above = (w: Float64Array, first: number): void => {
    for (let l = first + 1; l <= last; l++) {
      addTransposed(rH[l]!, w, places[l]!.weights, rA[l]!, samples, places[l]!, true);
      activate(l);
    }
  };

  /** R{∂a} of layer l − 1 from R{∂h} there. */
  const below = (l: number): void => {
    const to = rDa[l - 1]!;
    const slope = tape.slope[l - 1]!;
    const curvature = tape.curvature[l - 1]!;
    const dh = tape.dh[l - 1]!;
    for (let i = 0; i < to.length; i++) {
      to[i] = slope[i]! * rDh[l - 1]![i]! + curvature[i]! * rA[l - 1]![i]! * dh[i]!;
    }
  };

  /** Writes R{∂W} and R{∂b} of layer l: R{∂a}ᵀh + ∂aᵀR{h}; the second part is 0 where `still`. */
  const store = (out: Float64Array, l: number, still: boolean): void => {
    const { inputs, outputs, weights, biases } = places[l]!;
    const into = out.subarray(weights, biases + outputs);
    into.fill(0);
    if (!still) {
      addOuter(tape.da[l]!, 0, rH[l]!, 0, into, samples, inputs, outputs);
      // The bias has no input that could move.
      into.fill(0, inputs * outputs);
    }
    addOuter(rDa[l]!, 0, tape.h[l]!, 0, into, samples, inputs, outputs);
  };

  const product = (w: Float64Array, v: Float64Array, out: Float64Array): void => {
    network.evaluate(w, gradient);
    rH[0]!.fill(0);
    places.forEach((place, l) => {
      const moved = rA[l]!;
      for (let s = 0; s < samples; s++) {
        for (let j = 0; j < place.outputs; j++) moved[s * place.outputs + j] = v[place.biases + j]!;
      }
      addTransposed(tape.h[l]!, v, place.weights, moved, samples, place, false);
      if (l > 0) addTransposed(rH[l]!, w, place.weights, moved, samples, place, false);
      activate(l);
    });
    for (let l = last; l >= 0; l--) {
      const { inputs, outputs, weights, biases } = places[l]!;
      store(out, l, l === 0);
      if (l === 0) break;
      const W = w.subarray(weights, biases);
      const V = v.subarray(weights, biases);
      const to = rDh[l - 1]!;
      multiply(tape.da[l]!, 0, V, to, 0, samples, inputs, outputs);
      const still = to.slice();
      multiply(rDa[l]!, 0, W, to, 0, samples, inputs, outputs);
      for (let i = 0; i < to.length; i++) to[i] = to[i]! + still[i]!;
      below(l);
    }
    for (let i = 0; i < dimension; i++) out[i] = out[i]! + decay * v[i]!;
  };

  /** One column, for a parameter of layer l: the weight from input `i` to unit `j`, or its bias. */
  const column = (w: Float64Array, l: number, j: number, i: number | null): void => {
    const { inputs, outputs } = places[l]!;
    const moved = rA[l]!;
    moved.fill(0);
    for (let s = 0; s < samples; s++) {
      moved[s * outputs + j] = i === null ? 1 : tape.h[l]![s * inputs + i]!;
    }
    activate(l);
    above(w, l);
    for (let up = last; up >= l; up--) {
      const place = places[up]!;
      store(scratch, up, up === l);
      if (up === l) break;
      const W = w.subarray(place.weights, place.biases);
      multiply(rDa[up]!, 0, W, rDh[up - 1]!, 0, samples, place.inputs, place.outputs);
      below(up);
    }
  };

  const matrix = (w: Float64Array): Float64Array => {
    network.evaluate(w, gradient);
    const H = new Float64Array(dimension * dimension);
    places.forEach(({ inputs, outputs, weights, biases }, l) => {
      for (let k = weights; k < biases + outputs; k++) {
        const at = k - weights;
        if (k < biases) column(w, l, Math.floor(at / inputs), at % inputs);
        else column(w, l, k - biases, null);
        scratch[k] = scratch[k]! + decay;
        for (let row = k; row < dimension; row++) {
          H[row * dimension + k] = scratch[row]!;
          H[k * dimension + row] = scratch[row]!;
        }
      }
    });
    return H;
  };

  return { product, matrix };
}

/**
 * The Hessian by central differences of the gradient, P×P row-major, made symmetric. Its error is
 * of order h² from the formula and ε/h from rounding. 2P gradients.
 *
 * @param h step, above 0
 * @throws RangeError if `h` is not above 0
 */
export function hessianByDifferences(
  network: SmoothNetwork,
  w: Float64Array,
  h = 6e-6,
): Float64Array {
  if (!(h > 0)) throw new RangeError(`h is ${h}; it must be above 0`);
  const P = network.dimension;
  const point = Float64Array.from(w);
  const plus = new Float64Array(P);
  const minus = new Float64Array(P);
  const raw = new Float64Array(P * P);
  for (let k = 0; k < P; k++) {
    const here = point[k]!;
    point[k] = here + h;
    network.evaluate(point, plus);
    point[k] = here - h;
    network.evaluate(point, minus);
    point[k] = here;
    for (let row = 0; row < P; row++) raw[row * P + k] = (plus[row]! - minus[row]!) / (2 * h);
  }
  return raw.map((value, at) => (value + raw[(at % P) * P + Math.floor(at / P)]!) / 2);
}

/**
 * C = A·Wᵀ, added to what stands in C, or in its place where `fresh`.
 *
 * @param A n×inputs, row-major
 * @param w holds W, outputs×inputs, row-major from `from`
 * @param C n×outputs
 */
function addTransposed(
  A: Float64Array,
  w: Float64Array,
  from: number,
  C: Float64Array,
  n: number,
  { inputs, outputs }: { readonly inputs: number; readonly outputs: number },
  fresh: boolean,
): void {
  for (let s = 0; s < n; s++) {
    const a = s * inputs;
    for (let j = 0; j < outputs; j++) {
      let sum = fresh ? 0 : C[s * outputs + j]!;
      let at = from + j * inputs;
      for (let p = a; p < a + inputs; p++) sum += A[p]! * w[at++]!;
      C[s * outputs + j] = sum;
    }
  }
}
