/** Largest N whose Pfaffian double precision still gives to six digits. */
const MOST = 10;

/**
 * Probability that all N eigenvalues of a GOE matrix are positive. The integral of
 * ∏|λᵢ − λⱼ| exp(−Σλ²/2) over positive λ is N! times a Pfaffian (de Bruijn 1955), that over all λ
 * is Mehta's integral. N = 1, 2, 3 give ½, (2 − √2)/4 and (π − 2√2)/(4π); for large N it falls
 * like 3^(−N²/4) (Dean and Majumdar 2006).
 *
 * @throws RangeError unless N is a whole number from 1 to 10
 */
export function positiveProbability(n: number): number {
  if (!(Number.isInteger(n) && n >= 1 && n <= MOST)) {
    throw new RangeError(`n is ${n}; it must be a whole number from 1 to ${MOST}`);
  }
  // An odd N has a border of single integrals (de Bruijn, section 4).
  const size = n + (n % 2);
  const A = new Float64Array(size * size);
  let value = 1;
  for (let i = 0; i < n; i++) {
    // Rows and columns are divided by their own size: entries grow like factorials.
    const own = moment(2 * i);
    value *= Math.sqrt(own) * (i + 1);
    const set = (j: number, entry: number): void => {
      A[i * size + j] = entry;
      A[j * size + i] = -entry;
    };
    for (let j = i + 1; j < n; j++) {
      const radius = moment(i + j) / Math.sqrt(own * moment(2 * j));
      set(j, radius * (wedge(j, i) - wedge(i, j)));
    }
    if (size > n) set(n, moment(i - 1) / Math.sqrt(own));
  }
  return (value * pfaffian(A, size)) / mehta(n);
}

/** ∫ r^(k+1) exp(−r²/2) dr over r > 0: 2^(k/2) Γ(k/2 + 1), for k from −1. */
function moment(k: number): number {
  if (k === -1) return Math.sqrt(Math.PI / 2);
  return k === 0 ? 1 : k * moment(k - 2);
}

/** ∫ cosᵃ sinᵇ over 0 to π/4, by parts. */
function wedge(a: number, b: number): number {
  if (a >= 2) return (corner(a + b) + (a - 1) * wedge(a - 2, b)) / (a + b);
  if (b >= 2) return (-corner(a + b) + (b - 1) * wedge(a, b - 2)) / (a + b);
  if (a === 1) return b === 1 ? 1 / 4 : Math.SQRT1_2;
  return b === 1 ? 1 - Math.SQRT1_2 : Math.PI / 4;
}

/** 2^(−k/2): the product of k sines and cosines of π/4. */
function corner(k: number): number {
  return k === 0 ? 1 : Math.SQRT1_2 * corner(k - 1);
}

/** Mehta's integral for β = 1, (2π)^(N/2) ∏ Γ(1 + j/2)/Γ(3/2). */
function mehta(n: number): number {
  let product = 1;
  // Γ(1 + j/2)/Γ(3/2) by Γ(x + 1) = xΓ(x), from Γ(3/2) and Γ(2).
  const gamma = (j: number): number =>
    j === 1 ? 1 : j === 2 ? 2 / Math.sqrt(Math.PI) : (j / 2) * gamma(j - 2);
  for (let j = 1; j <= n; j++) product *= Math.sqrt(2 * Math.PI) * gamma(j);
  return product;
}

/**
 * Size of the Pfaffian of the skew-symmetric matrix `A` (n×n row-major, n even; overwritten), by
 * elimination with pivots (Parlett and Reid 1970).
 */
function pfaffian(A: Float64Array, n: number): number {
  let product = 1;
  for (let k = 0; k < n; k += 2) {
    let best = k + 1;
    for (let i = k + 2; i < n; i++) {
      if (Math.abs(A[i * n + k]!) > Math.abs(A[best * n + k]!)) best = i;
    }
    swap(A, n, k + 1, best);
    const pivot = A[k * n + k + 1]!;
    product *= Math.abs(pivot);
    for (let i = k + 2; i < n; i++) {
      const factor = A[k * n + i]! / pivot;
      for (let j = k + 2; j < n; j++) {
        A[i * n + j] =
          A[i * n + j]! -
          factor * A[(k + 1) * n + j]! -
          (A[k * n + j]! / pivot) * A[i * n + k + 1]!;
      }
    }
  }
  return product;
}

/** Exchanges two rows and the columns of the same numbers. */
function swap(A: Float64Array, n: number, a: number, b: number): void {
  if (a === b) return;
  for (let j = 0; j < n; j++) {
    [A[a * n + j], A[b * n + j]] = [A[b * n + j]!, A[a * n + j]!];
  }
  for (let i = 0; i < n; i++) {
    [A[i * n + a], A[i * n + b]] = [A[i * n + b]!, A[i * n + a]!];
  }
}
