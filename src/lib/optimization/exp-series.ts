/**
 * Five ways to add up Σ x^k/k!. In exact arithmetic they agree; in double
 * precision they do not where the terms alternate and cancel.
 */
import { neumaierSum } from '../numeric/neumaier.ts';
import type { Pair } from '../numeric/error-free.ts';
import { ddAdd, ddDivide, ddScale } from '../numeric/double-double.ts';

/** Enough that for |x| ≤ 40 the rest is below the smallest double's share of the sum. */
export const EXP_TERMS = 200;

/** The terms x^k/k! in double precision, each from the one before. */
export function expTerms(x: number, terms = EXP_TERMS): Float64Array {
  if (!Number.isFinite(x)) throw new RangeError(`x is ${x}; expected a finite number.`);
  const out = new Float64Array(terms);
  let term = 1;
  for (let k = 0; k < terms; k++) {
    out[k] = term;
    term *= x / (k + 1);
  }
  return out;
}

/** e^x by adding the terms from the first to the last. */
export function expForward(x: number, terms = EXP_TERMS): number {
  let sum = 0;
  for (const term of expTerms(x, terms)) sum += term;
  return sum;
}

/** e^x by adding the same rounded terms with compensation: only the additions become exact. */
export function expCompensated(x: number, terms = EXP_TERMS): number {
  return neumaierSum(expTerms(x, terms));
}

/** e^x with terms and sum in pairs of doubles. */
export function expDoubleDouble(x: number, terms = EXP_TERMS): number {
  if (!Number.isFinite(x)) throw new RangeError(`x is ${x}; expected a finite number.`);
  let sum: Pair = { high: 0, low: 0 };
  let term: Pair = { high: 1, low: 0 };
  for (let k = 0; k < terms; k++) {
    sum = ddAdd(sum, term);
    term = ddDivide(ddScale(term, x), k + 1);
  }
  return sum.high + sum.low;
}

/** e^x as 1/e^(−x) for negative x: all terms positive, nothing cancels. */
export function expReciprocal(x: number, terms = EXP_TERMS): number {
  return x < 0 ? 1 / expForward(-x, terms) : expForward(x, terms);
}

/** Σ|x^k/k!| / |Σ x^k/k!| = e^(|x| − x): by how much a relative error of the terms grows in the sum. */
export function expCondition(x: number): number {
  return Math.exp(Math.abs(x) - x);
}
