/**
 * How sparse a population of units answers to one stimulus.
 */

/**
 * Share of entries that are exactly 0. “Exactly” is the point: softplus units may be as
 * small as you like and are never 0.
 *
 * @throws RangeError if `activations` is empty
 */
export function zeroShare(activations: ArrayLike<number>): number {
  checkFilled(activations);
  let zeros = 0;
  for (let i = 0; i < activations.length; i++) if (activations[i] === 0) zeros++;
  return zeros / activations.length;
}

/**
 * Hoyer's sparseness, (√n − ‖x‖₁/‖x‖₂) / (√n − 1): 0 when all entries are of one size, 1
 * when a single one is not zero (Hoyer, JMLR 5, 2004, section 3.1). Any scale gives the
 * same.
 *
 * @throws RangeError unless there are two entries or more, one of them not zero
 */
export function hoyer(activations: ArrayLike<number>): number {
  if (activations.length < 2) {
    throw new RangeError(`activations holds ${activations.length} numbers; it needs at least 2`);
  }
  const { absolute, squares } = sums(activations);
  const root = Math.sqrt(activations.length);
  return (root - absolute / Math.sqrt(squares)) / (root - 1);
}

/**
 * Treves and Rolls' activity ratio, (Σ|r|/n)² / (Σr²/n): 1 when all units answer alike,
 * 1/n when a single one does (Network 2, 1991, equation 3; rates there are not negative,
 * so signed units count by their size).
 *
 * @throws RangeError unless an entry is not zero
 */
export function trevesRolls(activations: ArrayLike<number>): number {
  checkFilled(activations);
  const { absolute, squares } = sums(activations);
  return (absolute * absolute) / (activations.length * squares);
}

/** Σ|x| and Σx², of the entries over the largest of them. */
function sums(x: ArrayLike<number>): { absolute: number; squares: number } {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  if (!(largest > 0 && Number.isFinite(largest))) {
    throw new RangeError(
      `the largest of activations is ${largest}; it must be finite and not zero`,
    );
  }
  let absolute = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    // Divided first: the square of a small activation would be 0.
    const part = Math.abs(x[i]!) / largest;
    absolute += part;
    squares += part * part;
  }
  return { absolute, squares };
}

function checkFilled(activations: ArrayLike<number>): void {
  if (activations.length === 0) {
    throw new RangeError('activations is empty; it must hold at least one number');
  }
}
