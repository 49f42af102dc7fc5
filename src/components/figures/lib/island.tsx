/** What the figures that a reader can turn have in common. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Results } from '../../../lib/lab/define.ts';
import type { FigureWidth } from '../define.ts';

export interface IslandProps {
  /** Address of the figure's data: JSON with the `results` it draws. */
  readonly dataUrl: string;
  /** The drawings made at build time; they stay until the data have come. */
  readonly children?: ComponentChildren;
}

/**
 * The results behind a figure, null until they are here. If they cannot be had it
 * stays null: the still drawing is as good without them.
 */
export function useResults(dataUrl: string): Results | null {
  const [results, setResults] = useState<Results | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    fetch(dataUrl, { signal: leaving.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then((data: { results: Results } | null) => {
        if (data !== null) setResults(data.results);
      })
      .catch(() => {
        setResults(null);
      });
    return () => {
      leaving.abort();
    };
  }, [dataUrl]);
  return results;
}

/** The drawing at both widths, as the wrapper makes it at build time. */
export function Both({ draw }: { readonly draw: (width: FigureWidth) => ComponentChildren }) {
  return (
    <>
      <div class="fig-640">{draw(640)}</div>
      <div class="fig-340">{draw(340)}</div>
    </>
  );
}

export interface SliderProps {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Distance between the values it takes; 1 unless told. */
  readonly step?: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A labelled slider. */
export function Slider({ name, min, max, step = 1, value, onChange }: SliderProps) {
  return (
    <label>
      {name}
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        onInput={(event) => {
          onChange(event.currentTarget.valueAsNumber);
        }}
      />
    </label>
  );
}
