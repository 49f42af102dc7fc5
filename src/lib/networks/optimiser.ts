/** How parameters follow their gradient. */
export type OptimiserOptions =
  | { readonly kind: 'sgd' }
  /** v ← momentum·v + g, w ← w − rate·v (Polyak). `momentum` from 0 to below 1. */
  | { readonly kind: 'momentum'; readonly momentum: number }
  /** Kingma and Ba 2015, algorithm 1, with β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸ unless told. */
  | {
      readonly kind: 'adam';
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
    };

export interface Optimiser {
  /** Moves all parameters one step against their gradients. */
  step(rate: number): void;
}

/** Parameters and their gradient, of the same length. */
export interface Parameters {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
}

/**
 * An optimiser of some arrays of parameters; what it remembers starts at zero.
 *
 * @param decay weight decay: decay·w is added to the gradient of every parameter
 * @throws RangeError if a setting lies outside its range
 */
export function optimiser(
  groups: readonly Parameters[],
  options: OptimiserOptions,
  decay = 0,
): Optimiser {
  if (!(decay >= 0)) throw new RangeError(`decay is ${decay}; it must be 0 or more`);
  switch (options.kind) {
    case 'sgd':
      return momentum(groups, 0, decay);
    case 'momentum':
      share('momentum', options.momentum);
      return momentum(groups, options.momentum, decay);
    case 'adam': {
      const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
      share('beta1', beta1);
      share('beta2', beta2);
      if (!(epsilon > 0)) throw new RangeError(`epsilon is ${epsilon}; it must be above 0`);
      return adam(groups, beta1, beta2, epsilon, decay);
    }
  }
}

function share(name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(`${name} is ${value}; it must be from 0 to below 1`);
  }
}

function momentum(groups: readonly Parameters[], keep: number, decay: number): Optimiser {
  const velocities = groups.map(({ parameters }) => new Float64Array(parameters.length));
  return {
    step(rate) {
      for (let g = 0; g < groups.length; g++) {
        const { parameters, gradient } = groups[g]!;
        const velocity = velocities[g]!;
        for (let i = 0; i < parameters.length; i++) {
          const v = keep * velocity[i]! + gradient[i]! + decay * parameters[i]!;
          velocity[i] = v;
          parameters[i] = parameters[i]! - rate * v;
        }
      }
    },
  };
}

function adam(
  groups: readonly Parameters[],
  beta1: number,
  beta2: number,
  epsilon: number,
  decay: number,
): Optimiser {
  const means = groups.map(({ parameters }) => new Float64Array(parameters.length));
  const squares = groups.map(({ parameters }) => new Float64Array(parameters.length));
  let power1 = 1;
  let power2 = 1;
  return {
    step(rate) {
      power1 *= beta1;
      power2 *= beta2;
      for (let g = 0; g < groups.length; g++) {
        const { parameters, gradient } = groups[g]!;
        const mean = means[g]!;
        const square = squares[g]!;
        for (let i = 0; i < parameters.length; i++) {
          const slope = gradient[i]! + decay * parameters[i]!;
          const m = beta1 * mean[i]! + (1 - beta1) * slope;
          const v = beta2 * square[i]! + (1 - beta2) * slope * slope;
          mean[i] = m;
          square[i] = v;
          parameters[i] =
            parameters[i]! - (rate * (m / (1 - power1))) / (Math.sqrt(v / (1 - power2)) + epsilon);
        }
      }
    },
  };
}
