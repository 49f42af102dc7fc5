/** Names at the right ends of lines, spread so that none touches another. */
import { MIDDLE } from './Axes.tsx';
import { Label } from './Chart.tsx';
import { spread } from './labels.ts';
import type { Frame, Type } from './layout.ts';

export interface EndLabel {
  /** Height of the line's end, px. */
  readonly at: number;
  /** Where the line ends, px, if before the frame does. */
  readonly x?: number;
  readonly text: string;
  readonly tone: string;
  readonly strong?: boolean;
}

export interface EndLabelsProps {
  readonly frame: Frame;
  readonly type: Type;
  readonly labels: readonly EndLabel[];
}

export function EndLabels({ frame, type, labels }: EndLabelsProps) {
  const places = spread(
    labels.map(({ at }) => ({ at, size: type.line })),
    frame.top - type.line / 2,
    frame.bottom + type.line / 2,
  );
  return (
    <>
      {labels.map(({ x = frame.right, text, tone, strong = false }, i) => (
        <Label
          x={x + 8}
          y={(places[i] ?? 0) + type.size * MIDDLE}
          text={text}
          tone={tone}
          strong={strong}
        />
      ))}
    </>
  );
}
