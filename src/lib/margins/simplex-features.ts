/**
 * Corners of a regular simplex: K vectors of norm one in K − 1 dimensions that sum
 * to zero, any two with product −1/(K − 1). The most even way to place K classes:
 * ±1 on a line for K = 2, a triangle for 3, a tetrahedron for 4.
 *
 * Corner k is e_k − (1/K)Σe written in the basis that Gram–Schmidt makes of these
 * vectors in order, so its coordinates have closed forms.
 *
 * @param K number of corners, a whole number from 2
 * @returns K×(K − 1), row-major
 * @throws RangeError if `K` is not such a number
 */
export function simplexFeatures(K: number): Float64Array {
  if (!(Number.isInteger(K) && K >= 2)) {
    throw new RangeError(`K is ${K}; it must be a whole number from 2`);
  }
  const d = K - 1;
  const corners = new Float64Array(K * d);
  const toUnit = Math.sqrt(K / (K - 1));
  for (let axis = 0; axis < d; axis++) {
    const left = K - axis;
    corners[axis * d + axis] = toUnit * Math.sqrt((left - 1) / left);
    for (let k = axis + 1; k < K; k++)
      corners[k * d + axis] = -toUnit / Math.sqrt(left * (left - 1));
  }
  return corners;
}
