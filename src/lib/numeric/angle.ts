const DEGREES_PER_RADIAN = 180 / Math.PI;

/** An angle given in degrees, in radians. */
export function radians(inDegrees: number): number {
  return inDegrees / DEGREES_PER_RADIAN;
}

/** An angle given in radians, in degrees. */
export function degrees(inRadians: number): number {
  return inRadians * DEGREES_PER_RADIAN;
}
