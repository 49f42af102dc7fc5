/** Inner product Σ aᵢbᵢ of two vectors of the same length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new RangeError(`a has ${a.length} entries and b ${b.length}; they must have as many`);
  }
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * Euclidean norm. The largest entry is divided out first: squares overflow above
 * 10¹⁵⁴ and vanish below 10⁻¹⁶².
 */
export function norm(a: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const part = a[i]! / largest;
    sum += part * part;
  }
  return largest * Math.sqrt(sum);
}

/**
 * The vector of norm one with the direction of `a`.
 *
 * @throws RangeError if `a` has no direction: norm zero, or an entry not finite
 */
export function unit(a: ArrayLike<number>): Float64Array {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]!));
  if (!(largest > 0 && Number.isFinite(largest))) {
    throw new RangeError(
      `vector has largest entry ${largest}; it must be finite and not zero to have a direction`,
    );
  }
  // Scaled first, so that neither subnormal nor huge entries lose their direction.
  const scaled = Float64Array.from(a, (entry) => entry / largest);
  const length = norm(scaled);
  for (let i = 0; i < scaled.length; i++) scaled[i] = scaled[i]! / length;
  return scaled;
}

/**
 * Angle between two vectors of norm one, in radians, 0 to π, as
 * 2·atan2(‖u − v‖, ‖u + v‖) (Kahan, “How futile are mindless assessments of
 * roundoff…”, 2006). The arc cosine of their product is off by up to 10⁻⁸ near
 * 0 and π, where the cosine is flat.
 *
 * @param u d entries, norm one (not checked)
 * @param v d entries, norm one (not checked)
 */
export function angleBetween(u: ArrayLike<number>, v: ArrayLike<number>): number {
  if (u.length !== v.length) {
    throw new RangeError(`u has ${u.length} entries and v ${v.length}; they must have as many`);
  }
  let apart = 0;
  let together = 0;
  for (let i = 0; i < u.length; i++) {
    const difference = u[i]! - v[i]!;
    const sum = u[i]! + v[i]!;
    apart += difference * difference;
    together += sum * sum;
  }
  return 2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together));
}
