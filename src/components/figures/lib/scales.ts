/** Ticks of logarithmic axes. */
import { power } from './format.ts';

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
