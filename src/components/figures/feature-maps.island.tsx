/** The maps of a digit with a slider that moves it. */
import { useState } from 'preact/hooks';
import FeatureMaps, { moved } from './feature-maps.tsx';
import { changes, DEFAULT_SHIFT, ink, MOST_SHIFT } from './feature-maps.meta.ts';
import type { ConvolutionPoolingResult } from '../../lib/experiments/convolution-pooling.ts';
import { fixed } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';
import { result } from './lib/results.ts';

export default function FeatureMapsIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [shift, setShift] = useState(DEFAULT_SHIFT);
  if (results === null) {
    return (
      <>
        <div class="fig-control" data-control />
        {children}
      </>
    );
  }
  const image = ink(result<ConvolutionPoolingResult>(results, 'convolution-pooling'));
  const changed = changes(image, shift).map((share) => fixed(100 * share, 0));
  return (
    <>
      <div class="fig-control" data-control>
        <Slider
          name="shift (pixels)"
          min={-MOST_SHIFT}
          max={MOST_SHIFT}
          value={shift}
          onChange={setShift}
        />
        <output>
          {moved(shift)}: maps change by {changed[0]}%, pooled by {changed.slice(1).join(', ')}%
        </output>
      </div>
      <Both draw={(width) => <FeatureMaps results={results} width={width} shift={shift} />} />
    </>
  );
}
