import { checkSize } from './he-normal.ts';
import { type Windows, windowsOf } from './windows.ts';

/** What a pooling layer takes one number per channel from. */
export interface PoolShape {
  /** Rows, columns and channels of the input, which is row-major with the channels innermost. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Side of the square window, or `map` for one window over the whole input. */
  readonly size: number | 'map';
  /** Pixels from one window to the next; the window's side unless told, so that none overlap. */
  readonly stride?: number;
}

/** Windows of a pooling layer, each with the numbers of all channels. */
export interface PoolWindows extends Pick<Windows, 'places' | 'index'> {
  /** Pixels in a window. */
  readonly pixels: number;
}

/**
 * The windows a pooling layer works on.
 *
 * @throws RangeError unless all sizes are whole numbers from 1 and a window fits
 */
export function poolWindows({ height, width, channels, size, stride }: PoolShape): PoolWindows {
  if (size !== 'map') {
    const { places, index } = windowsOf({ height, width, channels, size, stride: stride ?? size });
    return { places, index, pixels: size * size };
  }
  if (stride !== undefined) {
    throw new RangeError(`stride is ${stride}; a window over the whole map takes none`);
  }
  for (const [name, value] of Object.entries({ height, width, channels })) checkSize(name, value);
  const pixels = height * width;
  return { places: 1, index: Int32Array.from({ length: pixels * channels }, (_, p) => p), pixels };
}
