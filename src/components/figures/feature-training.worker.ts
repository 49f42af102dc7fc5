/**
 * Trains off the page's thread. The page asks for each frame; until it asks,
 * nothing is computed: pausing is not asking.
 */
import { readDigitFile } from '../../lib/data/digit-file.ts';
import type { Images } from '../../lib/data/mnist.ts';
import type { Choice, Frame, Training } from './feature-training.run.ts';
import { startTraining } from './feature-training.run.ts';

export type Request =
  /** Begin anew. The answer is the state before the first step. */
  | { readonly kind: 'begin'; readonly digits: string; readonly choice: Choice }
  /** The next frame. */
  | { readonly kind: 'advance' };

export type Answer =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly done: boolean }
  | { readonly kind: 'failed'; readonly why: string };

/** What a worker has of `self`; the page's library of types does not know it. */
interface Scope {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(answer: Answer): void;
}

const scope = self as unknown as Scope;
let images: Images | null = null;
let training: Training | null = null;

scope.onmessage = ({ data }) => {
  answer(data).then(
    (message) => {
      scope.postMessage(message);
    },
    (thrown: unknown) => {
      scope.postMessage({
        kind: 'failed',
        why: thrown instanceof Error ? thrown.message : String(thrown),
      });
    },
  );
};

async function answer(request: Request): Promise<Answer> {
  if (request.kind === 'begin') {
    images ??= await fetchDigits(request.digits);
    training = startTraining(images, request.choice);
    return { kind: 'frame', frame: training.frame(), done: false };
  }
  if (training === null) throw new Error('no training has begun');
  const more = training.advance();
  return { kind: 'frame', frame: training.frame(), done: !more };
}

async function fetchDigits(url: string): Promise<Images> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the digits could not be had (${response.status})`);
  return readDigitFile(new Uint8Array(await response.arrayBuffer()));
}
