/** The wheel with sliders for the margin and for the angle between the weights. */
import { useState } from 'preact/hooks';
import DecisionWheel, {
  DEFAULT_APART,
  DEFAULT_M,
  measure,
  MOST_M,
  smallestMargin,
} from './decision-wheel.tsx';
import { degrees, fixed, short } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';

export default function DecisionWheelIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [m, setM] = useState(DEFAULT_M);
  const [apart, setApart] = useState(DEFAULT_APART);
  if (results === null) {
    return (
      <>
        <div class="fig-control fig-control-2" data-control />
        {children}
      </>
    );
  }
  const { intra, inter, met } = measure(m, apart);
  return (
    <>
      <div class="fig-control fig-control-2" data-control>
        <Slider name="margin m" min={1} max={MOST_M} step={0.1} value={m} onChange={setM} />
        <Slider name="angle θ₁₂" min={20} max={180} step={5} value={apart} onChange={setApart} />
        <output>
          m = {short(m)}, {short(apart)}°: {degrees(intra)} {met ? '≤' : '>'} {degrees(inter)};
          enough from {fixed(smallestMargin(apart), 2)}
        </output>
      </div>
      <Both
        draw={(width) => <DecisionWheel results={results} width={width} m={m} apart={apart} />}
      />
    </>
  );
}
