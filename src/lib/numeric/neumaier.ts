/**
 * The sum of `terms`, rounded about once: the error each addition makes is
 * itself collected and added at the end (Neumaier's form of Kahan summation,
 * which also holds when a term is larger than the sum so far). The error is at
 * most u|Σt| + n²u²Σ|t| with u = 2⁻⁵³: rounding of the *terms* it cannot mend.
 *
 * Source: Neumaier, Z. Angew. Math. Mech. 54 (1974). O(n).
 */
export function neumaierSum(terms: Iterable<number>): number {
  let sum = 0;
  let lost = 0;
  for (const term of terms) {
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}
