/** Exclusive or with a slider from the input to hidden space. */
import { useState } from 'preact/hooks';
import { fixed } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';
import XorBend, { DEFAULT_T, partingLine } from './xor-bend.tsx';

export default function XorBendIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [t, setT] = useState(DEFAULT_T);
  if (results === null) {
    return (
      <>
        <div class="fig-control" data-control />
        {children}
      </>
    );
  }
  return (
    <>
      <div class="fig-control" data-control>
        <Slider
          name="input to hidden space"
          min={0}
          max={1}
          step={0.02}
          value={t}
          onChange={setT}
        />
        <output>
          {fixed(t, 2)} of the way:{' '}
          {partingLine(t) === null ? 'no line parts the classes' : 'a line parts the classes'}
        </output>
      </div>
      <Both draw={(width) => <XorBend results={results} width={width} t={t} />} />
    </>
  );
}
