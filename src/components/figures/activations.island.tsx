/** Activation functions with a choice of function and, where it has one, a slider for α. */
import { useState } from 'preact/hooks';
import type { ActivationKind } from '../../lib/rectifiers/activations.ts';
import Activations, { DEFAULT_KIND } from './activations.tsx';
import { ACTIVATIONS, choiceOf, chosen } from './lib/activation-choices.ts';
import { fixed } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';

/** The input whose value and slope are read out: where rectifiers differ. */
const PROBE = -1;

const FIRST = Object.fromEntries(
  ACTIVATIONS.map(({ kind, alpha }) => [kind, alpha?.first ?? 0]),
) as Record<ActivationKind, number>;

export default function ActivationsIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [kind, setKind] = useState<ActivationKind>(DEFAULT_KIND);
  const [alphas, setAlphas] = useState(FIRST);
  if (results === null) {
    return (
      <>
        <div class="fig-control fig-control-2" data-control />
        {children}
      </>
    );
  }
  const choice = choiceOf(kind);
  const alpha = alphas[kind];
  const { text, value, slope } = chosen(choice, alpha);
  return (
    <>
      <div class="fig-control fig-control-2" data-control>
        <label>
          function
          <select
            value={kind}
            onChange={(event) => {
              setKind(choiceOf(event.currentTarget.value).kind);
            }}
          >
            {ACTIVATIONS.map((one) => (
              <option value={one.kind}>{one.name}</option>
            ))}
          </select>
        </label>
        {choice.alpha === undefined ? (
          <label class="fig-off">
            α
            <input type="range" disabled min={0} max={1} value={0} />
          </label>
        ) : (
          <Slider
            name="α"
            min={choice.alpha.min}
            max={choice.alpha.max}
            step={choice.alpha.step}
            value={alpha}
            onChange={(next) => {
              setAlphas({ ...alphas, [kind]: next });
            }}
          />
        )}
        <output>
          {text}: at −1 value {fixed(value(PROBE), 3)}, slope {fixed(slope(PROBE), 3)}
        </output>
      </div>
      <Both
        draw={(width) => <Activations results={results} width={width} kind={kind} alpha={alpha} />}
      />
    </>
  );
}
