/**
 * The one source of chance on this site: sfc32 (Chris Doty-Humphrey's Small Fast
 * Counting generator, PractRand), seeded by twelve discarded rounds. Period at
 * least 2³², on average 2¹²⁷; integer arithmetic only, so that the same seed gives
 * the same numbers on every engine. Not for secrets.
 */
export interface Random {
  /** A number in [0, 1), a multiple of 2⁻³². */
  readonly uniform: () => number;
  /** A standard normal number (Box and Muller 1958; both values of a pair are used). */
  readonly normal: () => number;
  /** A whole number from 0 to `below` − 1. */
  readonly integer: (below: number) => number;
  /** `items` in random order, as a new array (Fisher and Yates; Durstenfeld 1964). */
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

/**
 * A generator that depends on nothing but `seed`.
 *
 * @param seed a whole number from 0 to 2³² − 1
 * @throws RangeError if `seed` is not such a number
 */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`seed is ${seed}; it must be a whole number from 0 to 4294967295`);
  }
  let a = 0;
  let b = 0;
  let c = seed | 0;
  let counter = 1;

  function bits(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  }

  // The author of sfc32 discards twelve outputs, so that near seeds part ways.
  for (let round = 0; round < 12; round++) bits();

  let spare: number | null = null;

  function uniform(): number {
    return bits() / 4294967296;
  }

  function normal(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    // 1 − u lies in (0, 1], so that the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  function integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > 0x100000000) {
      throw new RangeError(`below is ${below}; it must be a whole number from 1 to 4294967296`);
    }
    return Math.floor(uniform() * below);
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      const moved = result[last] as T;
      result[last] = result[other] as T;
      result[other] = moved;
    }
    return result;
  }

  return { uniform, normal, integer, shuffle };
}
