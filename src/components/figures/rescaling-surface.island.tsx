/** Two weights with a slider for the factor that rescales them. */
import { useState } from 'preact/hooks';
import { fixed, short } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';
import RescalingSurface, { DEFAULT_ALPHA, measure, MOST_ALPHA } from './rescaling-surface.tsx';

export default function RescalingSurfaceIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [alpha, setAlpha] = useState(DEFAULT_ALPHA);
  if (results === null) {
    return (
      <>
        <div class="fig-control" data-control />
        {children}
      </>
    );
  }
  const { length, loss, lossAfter } = measure(alpha);
  return (
    <>
      <div class="fig-control" data-control>
        <Slider
          name="factor α"
          min={1 / MOST_ALPHA}
          max={MOST_ALPHA}
          step={0.25}
          value={alpha}
          onChange={setAlpha}
        />
        <output>
          α = {short(alpha)}: gradient {fixed(length, 2)}, loss {fixed(loss, 2)}, after step{' '}
          {fixed(lossAfter, 2)}
        </output>
      </div>
      <Both draw={(width) => <RescalingSurface results={results} width={width} alpha={alpha} />} />
    </>
  );
}
