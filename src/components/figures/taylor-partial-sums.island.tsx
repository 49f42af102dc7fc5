/** Partial sums with a choice of function and a slider for the degree. */
import { useState } from 'preact/hooks';
import { partialSum } from '../../lib/optimization/partial-sum.ts';
import type { TaylorName } from '../../lib/optimization/taylor-functions.ts';
import { taylorFunctions } from '../../lib/optimization/taylor-functions.ts';
import { fixed, scientific, short } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';
import TaylorPartialSums, {
  DEFAULT_DEGREE,
  DEFAULT_NAME,
  MOST_DEGREE,
} from './taylor-partial-sums.tsx';
import { windows } from './taylor-windows.ts';

export default function TaylorPartialSumsIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [name, setName] = useState<TaylorName>(DEFAULT_NAME);
  const [degree, setDegree] = useState(DEFAULT_DEGREE);
  if (results === null) {
    return (
      <>
        <div class="fig-control fig-control-2" data-control />
        {children}
      </>
    );
  }
  const f = taylorFunctions[name];
  const x = windows[name].probe;
  const error = Math.abs(f.value(x) - partialSum(f.coefficients(degree), x));
  return (
    <>
      <div class="fig-control fig-control-2" data-control>
        <label>
          function
          <select
            value={name}
            onChange={(event) => {
              const chosen = Object.values(taylorFunctions).find(
                (one) => one.name === event.currentTarget.value,
              );
              if (chosen !== undefined) setName(chosen.name);
            }}
          >
            {Object.values(taylorFunctions).map((one) => (
              <option value={one.name}>{one.label}</option>
            ))}
          </select>
        </label>
        <Slider name="degree n" min={0} max={MOST_DEGREE} value={degree} onChange={setDegree} />
        <output>
          n = {degree}: off by {error >= 0.01 ? fixed(error, 3) : scientific(error, 2)} at x ={' '}
          {short(x)}
        </output>
      </div>
      <Both
        draw={(width) => (
          <TaylorPartialSums results={results} width={width} name={name} degree={degree} />
        )}
      />
    </>
  );
}
