/** A digit on its way through two filters, a rectifier and pooling windows of several sizes. */
import type { ConvolutionPoolingResult } from '../../lib/experiments/convolution-pooling.ts';
import { edgeMaps, MAP_SIDE, poolMaps } from '../../lib/networks/feature-maps.ts';
import type { DrawingProps } from './define.ts';
import { Chart, Label } from './lib/Chart.tsx';
import { fixed } from './lib/format.ts';
import { px, typeFor } from './lib/layout.ts';
import { result } from './lib/results.ts';
import meta, { changes, DEFAULT_SHIFT, ink, WINDOWS } from './feature-maps.meta.ts';

export interface FeatureMapsProps extends DrawingProps {
  /** Pixels to the right; to the left below 0. */
  readonly shift?: number;
}

/** Steps of grey, paper not counted. */
const LEVELS = 8;
const GAP = 10;

export default function FeatureMaps({ results, width, shift = DEFAULT_SHIFT }: FeatureMapsProps) {
  const image = ink(result<ConvolutionPoolingResult>(results, 'convolution-pooling'));
  const wide = width === 640;
  const type = typeFor(width);
  const maps = edgeMaps(image, shift);
  // One scale for all: a window's largest response is as dark as where it comes from.
  const most = Math.max(...maps.x, ...maps.y);
  const changed = changes(image, shift);

  // Wide: the digit, then a column a stage, its maps one above the other. Narrow: the digit
  // above, then two stages a row, their maps side by side.
  const side = wide ? 119 : 77;
  const digit = wide ? side : 130;
  const head = type.line * 1.4;
  const foot = type.line * 1.8;
  const block = head + foot + (wide ? 2 * side + GAP : side);
  const above = head + digit + type.line * 0.8;
  const place = (i: number): readonly [x: number, y: number] =>
    wide
      ? [(i + 1) * (side + GAP), 0]
      : [(i % 2) * (width / 2 + GAP / 2), above + Math.floor(i / 2) * block];
  return (
    <Chart
      width={width}
      height={Math.floor(wide ? block : above + 2 * block)}
      label={shift === DEFAULT_SHIFT ? meta.alt : `${meta.alt} Shown: ${moved(shift)}.`}
    >
      <Label x={0} y={type.line} text="digit" strong />
      <Picture values={onGround(image, shift)} most={1} x={0} y={head} side={digit} />
      <Label
        x={wide ? 0 : digit + GAP}
        y={head + (wide ? digit + type.line * 1.2 : type.line)}
        text={moved(shift)}
        tone="f-soft"
      />
      {WINDOWS.map((window, i) => {
        const [x, y] = place(i);
        const pooled = poolMaps(maps, window);
        return (
          <g>
            <Label
              x={x}
              y={y + type.line}
              text={window === 1 ? 'edge maps' : `${window} × ${window} pool`}
              strong
            />
            <Picture values={pooled.x} most={most} x={x} y={y + head} side={side} />
            <Picture
              values={pooled.y}
              most={most}
              x={wide ? x : x + side + 5}
              y={y + head + (wide ? side + GAP : 0)}
              side={side}
            />
            <Label
              x={x}
              y={y + block - foot + type.line * 1.2}
              text={`change ${fixed(100 * (changed[i] ?? 0), 0)}%`}
              tone="f-s4"
              strong
            />
          </g>
        );
      })}
    </Chart>
  );
}

/** `2 px to the left`. */
export function moved(shift: number): string {
  if (shift === 0) return 'in its place';
  return `${Math.abs(shift)} px to the ${shift > 0 ? 'right' : 'left'}`;
}

interface PictureProps {
  /** Rows of a square, from 0 to `most`. */
  readonly values: ArrayLike<number>;
  readonly most: number;
  readonly x: number;
  readonly y: number;
  /** In px of the drawing. */
  readonly side: number;
}

/** A square of greys, as one path a grey; pixels of one grey in a row are one rectangle. */
function Picture({ values, most, x, y, side }: PictureProps) {
  const size = Math.sqrt(values.length);
  const cell = side / size;
  const paths = Array.from({ length: LEVELS + 1 }, (): string[] => []);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size;) {
      const level = grey(values[row * size + column] ?? 0, most);
      const from = column;
      do column++;
      while (column < size && grey(values[row * size + column] ?? 0, most) === level);
      if (level === 0) continue;
      const left = px(x + cell * from);
      const top = px(y + cell * row);
      const bottom = px(y + cell * (row + 1));
      paths[level]?.push(`M${left},${top}H${px(x + cell * column)}V${bottom}H${left}Z`);
    }
  }
  return (
    <g>
      {paths.map((d, level) =>
        d.length === 0 ? null : (
          <path
            class="f-dot f-ink"
            fill-opacity={px(level / LEVELS)}
            shape-rendering="crispEdges"
            d={d.join('')}
          />
        ),
      )}
      <path
        class="f-rule"
        d={`M${px(x + 0.5)},${px(y + 0.5)}h${px(side - 1)}v${px(side - 1)}h${px(1 - side)}Z`}
      />
    </g>
  );
}

function grey(value: number, most: number): number {
  return Math.round((LEVELS * Math.min(Math.max(value, 0), most)) / most);
}

/** The image in the middle of a square as large as its maps, `shift` pixels to the right. */
function onGround(image: readonly number[], shift: number): Float64Array {
  const size = Math.sqrt(image.length);
  const edge = (MAP_SIDE - size) / 2;
  const ground = new Float64Array(MAP_SIDE * MAP_SIDE);
  image.forEach((value, i) => {
    const row = Math.floor(i / size);
    ground[(edge + row) * MAP_SIDE + edge + shift + (i % size)] = value;
  });
  return ground;
}
