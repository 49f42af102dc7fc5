/** A network that trains before the reader's eyes, in a thread of its own. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choice, Frame, LossName } from './feature-training.run.ts';
import { LOSSES, STEPS_A_FRAME } from './feature-training.run.ts';
import type { Shown } from './feature-training.tsx';
import FeatureTraining from './feature-training.tsx';
import type { Answer, Request } from './feature-training.worker.ts';
import { fixed, short } from './lib/format.ts';
import type { IslandProps } from './lib/island.tsx';
import { Both, Slider, useResults } from './lib/island.tsx';

const FIRST: Choice = { loss: 'a-softmax', m: LOSSES['a-softmax'].margin.first, seed: 1 };
const MOST_SEED = 9;

type State = 'still' | 'running' | 'paused' | 'done' | 'failed';

export default function FeatureTrainingIsland({ dataUrl, children }: IslandProps) {
  const results = useResults(dataUrl);
  const [choice, setChoice] = useState(FIRST);
  const [frame, setFrame] = useState<Frame | null>(null);
  const [state, setState] = useState<State>('still');
  const [why, setWhy] = useState('');
  const worker = useRef<Worker | null>(null);
  // The answer to a request made before a pause comes after it.
  const running = useRef(false);

  const stop = () => {
    running.current = false;
    worker.current?.terminate();
    worker.current = null;
  };
  useEffect(() => stop, []);

  const ask = (request: Request) => worker.current?.postMessage(request);
  const resume = () => {
    running.current = true;
    setState('running');
    ask({ kind: 'advance' });
  };
  const begin = () => {
    stop();
    const own = new Worker(new URL('./feature-training.worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.current = own;
    running.current = true;
    setState('running');
    own.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.kind === 'failed') {
        fail(data.why);
        return;
      }
      setFrame(data.frame);
      if (data.done) {
        running.current = false;
        setState('done');
      } else if (running.current) {
        // Once a picture: the page keeps its thread for the reader.
        requestAnimationFrame(() => {
          if (running.current && worker.current === own) ask({ kind: 'advance' });
        });
      }
    };
    own.onerror = () => {
      fail('the worker could not be started');
    };
    ask({
      kind: 'begin',
      digits: new URL('../digits.bin', new URL(dataUrl, location.href)).href,
      choice,
    });
  };
  const fail = (reason: string) => {
    stop();
    setWhy(reason);
    setState('failed');
  };
  const pause = () => {
    running.current = false;
    setState('paused');
  };
  const choose = (next: Choice) => {
    stop();
    setChoice(next);
    // What is shown belongs to the choice before.
    setFrame(null);
    setState('still');
  };

  if (results === null) {
    return (
      <>
        <div class="fig-control fig-control-4" data-control />
        {children}
      </>
    );
  }
  const { margin } = LOSSES[choice.loss];
  return (
    <>
      <div class="fig-control fig-control-4" data-control>
        <label>
          loss
          <select
            value={choice.loss}
            onChange={(event) => {
              const loss = event.currentTarget.value as LossName;
              choose({ ...choice, loss, m: LOSSES[loss].margin?.first ?? 1 });
            }}
          >
            {Object.entries(LOSSES).map(([name, { label }]) => (
              <option value={name}>{label}</option>
            ))}
          </select>
        </label>
        <label class={margin === null ? 'fig-off' : ''}>
          margin m
          <input
            type="range"
            disabled={margin === null}
            min={margin?.min ?? 0}
            max={margin?.max ?? 1}
            step={margin?.step ?? 1}
            value={choice.m}
            onInput={(event) => {
              choose({ ...choice, m: event.currentTarget.valueAsNumber });
            }}
          />
        </label>
        <Slider
          name="seed"
          min={1}
          max={MOST_SEED}
          value={choice.seed}
          onChange={(seed) => {
            choose({ ...choice, seed });
          }}
        />
        <span class="fig-buttons">
          {state === 'running' ? (
            <button type="button" onClick={pause}>
              Pause
            </button>
          ) : (
            <button type="button" onClick={state === 'paused' ? resume : begin}>
              {state === 'paused' ? 'Go on' : 'Train'}
            </button>
          )}
          <button
            type="button"
            disabled={state === 'still' && frame === null}
            onClick={() => {
              choose(choice);
            }}
          >
            Reset
          </button>
        </span>
        <output>{readout(choice, frame, state, why)}</output>
      </div>
      <Both
        draw={(width) => (
          <FeatureTraining
            results={results}
            width={width}
            {...(frame === null ? {} : { shown: shownOf(frame, choice) })}
          />
        )}
      />
    </>
  );
}

function nameOf({ loss, m }: Choice): string {
  const { label, margin } = LOSSES[loss];
  return margin === null ? label : `${label}, m = ${short(m, 2)}`;
}

function shownOf(frame: Frame, choice: Choice): Shown {
  const { x, y, label, step, total, losses, accuracy } = frame;
  return {
    heading: `${nameOf(choice)}, seed ${choice.seed}`,
    features: { x, y, label },
    step,
    total,
    curve: losses.map((loss, i) => [Math.min((i + 1) * STEPS_A_FRAME, total), loss]),
    right: accuracy,
    of: 'its digits',
  };
}

function readout(choice: Choice, frame: Frame | null, state: State, why: string): string {
  const name = `${nameOf(choice)}, seed ${choice.seed}`;
  if (state === 'failed') return `${name}: ${why}`;
  if (state === 'still' || frame === null) return `${name}: ready`;
  const last = frame.losses.at(-1);
  return [
    `step ${frame.step} of ${frame.total}`,
    ...(last === undefined ? [] : [`loss ${fixed(last, 2)}`]),
    `${fixed(100 * frame.accuracy, 0)}% right`,
  ].join(', ');
}
