/**
 * Functions with their Taylor series at 0: coefficients by closed recurrences,
 * radius of convergence, and a bound on the derivatives for Lagrange's form of
 * the error.
 */

export type TaylorName = 'exp' | 'log' | 'sin' | 'cos' | 'geometric' | 'sqrt' | 'arctan' | 'flat';

export interface TaylorFunction {
  readonly name: TaylorName;
  /** `ln(1 + x)`, plain text. */
  readonly label: string;
  /** The same in TeX. */
  readonly tex: string;
  /** Distance to which the series at 0 converges; Infinity where it does everywhere. */
  readonly radius: number;
  /** Whether the series, where it converges near 0, has the function as its sum. */
  readonly analytic: boolean;
  /** Open interval on which the function is defined and smooth. */
  readonly domain: readonly [low: number, high: number];
  /** f(x). NaN outside the closed domain, ±Infinity at a pole. */
  readonly value: (x: number) => number;
  /** c_0 … c_degree of Σ c_k x^k, that is f⁽ᵏ⁾(0)/k!. O(degree). */
  readonly coefficients: (degree: number) => Float64Array;
  /** At least the largest |f⁽ᵒʳᵈᵉʳ⁾| between 0 and x; absent where no closed form is known. */
  readonly derivativeBound?: (order: number, x: number) => number;
}

const everywhere = [-Infinity, Infinity] as const;

const exp: TaylorFunction = {
  name: 'exp',
  label: 'exp(x)',
  tex: 'e^x',
  radius: Infinity,
  analytic: true,
  domain: everywhere,
  value: Math.exp,
  coefficients: (degree) => recurrence(degree, [1], (c, k) => at(c, k - 1) / k),
  derivativeBound: (_, x) => Math.max(1, Math.exp(x)),
};

const log: TaylorFunction = {
  name: 'log',
  label: 'ln(1 + x)',
  tex: '\\ln(1+x)',
  radius: 1,
  analytic: true,
  domain: [-1, Infinity],
  value: Math.log1p,
  coefficients: (degree) => recurrence(degree, [0], (_, k) => (k % 2 === 1 ? 1 : -1) / k),
  // f⁽ᵏ⁾ = ±(k − 1)!/(1 + x)^k, largest where 1 + x is smallest.
  derivativeBound: (order, x) =>
    order === 0 ? Math.abs(Math.log1p(x)) : factorial(order - 1) / power(1 + Math.min(0, x), order),
};

const sin: TaylorFunction = {
  name: 'sin',
  label: 'sin(x)',
  tex: '\\sin x',
  radius: Infinity,
  analytic: true,
  domain: everywhere,
  value: Math.sin,
  coefficients: (degree) => recurrence(degree, [0, 1], (c, k) => -at(c, k - 2) / (k * (k - 1))),
  derivativeBound: () => 1,
};

const cos: TaylorFunction = {
  name: 'cos',
  label: 'cos(x)',
  tex: '\\cos x',
  radius: Infinity,
  analytic: true,
  domain: everywhere,
  value: Math.cos,
  coefficients: (degree) => recurrence(degree, [1, 0], (c, k) => -at(c, k - 2) / (k * (k - 1))),
  derivativeBound: () => 1,
};

const geometric: TaylorFunction = {
  name: 'geometric',
  label: '1/(1 − x)',
  tex: '\\frac{1}{1-x}',
  radius: 1,
  analytic: true,
  domain: [-Infinity, 1],
  value: (x) => 1 / (1 - x),
  coefficients: (degree) => recurrence(degree, [1], () => 1),
  // f⁽ᵏ⁾ = k!/(1 − x)^(k+1).
  derivativeBound: (order, x) => factorial(order) / power(1 - Math.max(0, x), order + 1),
};

const sqrt: TaylorFunction = {
  name: 'sqrt',
  label: '√(1 + x)',
  tex: '\\sqrt{1+x}',
  radius: 1,
  analytic: true,
  domain: [-1, Infinity],
  value: (x) => Math.sqrt(1 + x),
  // Binomial series: c_k = c_{k−1}(½ − (k − 1))/k.
  coefficients: (degree) => recurrence(degree, [1], (c, k) => (at(c, k - 1) * (1.5 - k)) / k),
  // f⁽ᵏ⁾ = ½(½ − 1)…(½ − k + 1)·(1 + x)^(½ − k), falling in x from k = 1 on.
  derivativeBound: (order, x) => {
    if (order === 0) return Math.sqrt(1 + Math.max(0, x));
    let product = 1;
    for (let k = 1; k <= order; k++) product *= Math.abs(1.5 - k);
    const nearest = 1 + Math.min(0, x);
    return (product * Math.sqrt(nearest)) / power(nearest, order);
  },
};

const arctan: TaylorFunction = {
  name: 'arctan',
  label: 'arctan(x)',
  tex: '\\arctan x',
  // Smooth on the whole line; the poles at ±i end the convergence.
  radius: 1,
  analytic: true,
  domain: everywhere,
  value: Math.atan,
  coefficients: (degree) =>
    recurrence(degree, [0], (_, k) => (k % 2 === 0 ? 0 : (k % 4 === 1 ? 1 : -1) / k)),
  // f⁽ᵏ⁾ = (k − 1)! cosᵏθ sin(k(θ + π/2)) with θ = arctan x.
  derivativeBound: (order, x) => (order === 0 ? Math.abs(Math.atan(x)) : factorial(order - 1)),
};

const flat: TaylorFunction = {
  name: 'flat',
  label: 'exp(−1/x²)',
  tex: 'e^{-1/x^2}',
  // All derivatives at 0 are 0 (Cauchy 1823): the series is 0 and converges, to another function.
  radius: Infinity,
  analytic: false,
  domain: everywhere,
  value: (x) => (x === 0 ? 0 : Math.exp(-1 / (x * x))),
  coefficients: (degree) => recurrence(degree, [0], () => 0),
};

/** Every function there is a series for, in the order a menu shows them. */
export const taylorFunctions: Readonly<Record<TaylorName, TaylorFunction>> = Object.freeze({
  exp,
  log,
  sin,
  cos,
  geometric,
  sqrt,
  arctan,
  flat,
});

/** c_0 … c_degree, the first of them given, the others each from those before. */
function recurrence(
  degree: number,
  first: readonly number[],
  next: (c: Float64Array, k: number) => number,
): Float64Array {
  if (!Number.isInteger(degree) || degree < 0) {
    throw new RangeError(`degree is ${degree}; expected a whole number from 0.`);
  }
  const c = new Float64Array(degree + 1);
  for (let k = 0; k <= degree; k++) c[k] = first[k] ?? next(c, k);
  return c;
}

function at(c: Float64Array, k: number): number {
  return c[k] as number;
}

function factorial(n: number): number {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return product;
}

/** x^k by repeated multiplication: the engines' own power function differs between versions. */
function power(x: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) product *= x;
  return product;
}
