/** A linear scale for the figures that hydrate, and ticks of logarithmic axes. */
import { power } from './format.ts';
import type { Scale } from './paths.ts';

/**
 * Maps `domain` linearly onto `range`, as d3-scale's does. That one brings colour
 * interpolation and number formats along, 10 kB compressed, which a figure sent
 * to the browser can do without.
 */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  return (value) => start + ((end - start) * (value - from)) / (to - from);
}

export interface DecadeTick {
  readonly value: number;
  readonly text: string;
}

/** 10ᵏ for every `step`-th whole k from `low` to `high`, with labels; counted so that 10⁰ is one of them. */
export function decades(low: number, high: number, step = 1): DecadeTick[] {
  const ticks: DecadeTick[] = [];
  for (let k = Math.ceil(low / step) * step; k <= high; k += step) {
    ticks.push({ value: Number(`1e${k}`), text: power(k) });
  }
  return ticks;
}
