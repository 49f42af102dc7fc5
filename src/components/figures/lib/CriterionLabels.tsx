import { Label } from './Chart.tsx';
import { degrees } from './format.ts';

interface Props {
  readonly x: number;
  /** Of the first line. */
  readonly y: number;
  /** From one line to the next. */
  readonly line: number;
  /** Largest angle within a class and smallest between two, in degrees. */
  readonly intra: number;
  readonly inter: number;
  readonly met: boolean;
  /** Tone of what the criterion says. */
  readonly tone: string;
}

/** Under a wheel: the angle within, the angle between, and whether the second is the larger. */
export function CriterionLabels({ x, y, line, intra, inter, met, tone }: Props) {
  return (
    <>
      <Label x={x} y={y} text={`within ${degrees(intra)}`} anchor="middle" tone="f-s5" />
      <Label x={x} y={y + line} text={`between ${degrees(inter)}`} anchor="middle" tone={tone} />
      <Label
        x={x}
        y={y + line * 2}
        text={met ? 'criterion met' : 'criterion not met'}
        anchor="middle"
        tone={tone}
        strong
      />
    </>
  );
}
