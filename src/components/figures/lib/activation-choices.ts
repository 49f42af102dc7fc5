/** The activation functions a reader can choose from, with the range of α where they have one. */
import type { Activation, ActivationKind } from '../../../lib/rectifiers/activations.ts';
import { activation } from '../../../lib/rectifiers/activations.ts';
import { short } from './format.ts';

export interface AlphaRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where the slider stands at first. */
  readonly first: number;
}

export interface ActivationChoice {
  readonly kind: ActivationKind;
  readonly name: string;
  /** Absent where the function has none. */
  readonly alpha?: AlphaRange;
}

export const ACTIVATIONS: readonly ActivationChoice[] = [
  { kind: 'relu', name: 'rectifier' },
  // With the usual 0.01 the line could not be told from the axis.
  { kind: 'leaky', name: 'leaky', alpha: { min: 0, max: 0.4, step: 0.05, first: 0.1 } },
  { kind: 'softplus', name: 'softplus', alpha: { min: 0.5, max: 10, step: 0.5, first: 1 } },
  { kind: 'elu', name: 'ELU', alpha: { min: 0.1, max: 1.5, step: 0.1, first: 1 } },
  { kind: 'gelu', name: 'GELU' },
  { kind: 'tanh', name: 'tanh' },
  { kind: 'sigmoid', name: 'sigmoid' },
];

/** The choice of that kind; the rectifier if there is none. */
export function choiceOf(kind: string): ActivationChoice {
  return ACTIVATIONS.find((one) => one.kind === kind) ?? (ACTIVATIONS[0] as ActivationChoice);
}

/** The function chosen, at `alpha` where it has one, and how the figure calls it. */
export function chosen(choice: ActivationChoice, alpha: number): Activation & { text: string } {
  const { kind, name } = choice;
  return choice.alpha === undefined
    ? { ...activation({ kind }), text: name }
    : { ...activation({ kind, alpha }), text: `${name}, α = ${short(alpha)}` };
}
