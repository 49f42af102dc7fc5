/**
 * Lagrange's bound on the error of the Taylor polynomial of the given degree:
 * M·d^(n+1)/(n+1)!, where `derivativeBound` M is at least |f^(n+1)| between the
 * point of expansion and x, and `distance` d = |x − a|. O(degree), without
 * factorials, so that nothing overflows on the way.
 *
 * Source: Lagrange, Théorie des fonctions analytiques (1797); Apostol, Calculus I, §7.7.
 *
 * @throws RangeError if an argument is negative or not finite, or `degree` no whole number.
 */
export function lagrangeBound(derivativeBound: number, distance: number, degree: number): number {
  requireFinite('derivativeBound', derivativeBound);
  requireFinite('distance', distance);
  if (!Number.isInteger(degree) || degree < 0) {
    throw new RangeError(`degree is ${degree}; expected a whole number from 0.`);
  }
  let bound = derivativeBound;
  for (let k = 1; k <= degree + 1; k++) bound *= distance / k;
  return bound;
}

function requireFinite(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`${name} is ${value}; expected a finite number from 0.`);
  }
}
