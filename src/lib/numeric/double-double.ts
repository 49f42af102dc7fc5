/**
 * Arithmetic with pairs of doubles: about 32 decimal digits. The relative error
 * of each operation is a few times 2⁻¹⁰⁴.
 *
 * Source: Dekker, Numer. Math. 18 (1971); Joldes, Muller and Popescu, ACM TOMS 44(2) (2017).
 */
import type { Pair } from './error-free.ts';
import { twoProduct, twoSum } from './error-free.ts';

/** `a + b`. */
export function ddAdd(a: Pair, b: Pair): Pair {
  const high = twoSum(a.high, b.high);
  const low = twoSum(a.low, b.low);
  // Renormalised twice: once would lose the low part when the high ones cancel.
  const once = twoSum(high.high, high.low + low.high);
  return twoSum(once.high, once.low + low.low);
}

/** `a · b` for a double `b`. */
export function ddScale(a: Pair, b: number): Pair {
  const product = twoProduct(a.high, b);
  return twoSum(product.high, product.low + a.low * b);
}

/** `a / b` for a double `b` ≠ 0. */
export function ddDivide(a: Pair, b: number): Pair {
  const quotient = a.high / b;
  const back = twoProduct(quotient, b);
  const rest = a.high - back.high - back.low + a.low;
  return twoSum(quotient, rest / b);
}
