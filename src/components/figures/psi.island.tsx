/** ψ with a slider for the margin. */
import { useState } from 'preact/hooks';
import { psi } from '../../lib/margins/psi.ts';
import { piFraction, short } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';
import Psi, { DEFAULT_M } from './psi.tsx';

const MOST_M = 8;

export default function PsiIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [m, setM] = useState(DEFAULT_M);
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
        <Slider name="margin m" min={1} max={MOST_M} value={m} onChange={setM} />
        <output>
          m = {m}: from {short(psi(0, m))} to {short(psi(Math.PI, m))},{' '}
          {m > 1 ? `joints every ${piFraction(1, m)}` : 'the plain cosine'}
        </output>
      </div>
      <Both draw={(width) => <Psi results={results} width={width} m={m} />} />
    </>
  );
}
