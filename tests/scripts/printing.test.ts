import { describe, expect, test, vi } from 'vitest';
import { duration, size, withProgress } from '../../scripts/lib/printing.ts';

test.each([
  [12, '12 ms'],
  [4210, '4.2 s'],
  [185_400, '3 min 05 s'],
])('duration(%d) is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  [812, '812 B'],
  [14_320, '14.3 kB'],
  [2_100_000, '2.1 MB'],
])('size(%d) is %s', (bytes, text) => {
  expect(size(bytes)).toBe(text);
});

describe('withProgress', () => {
  test('is silent for what is quick and speaks up for what is not', async () => {
    vi.useFakeTimers();
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    await withProgress('Quick', () => Promise.resolve(1), log);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines).toEqual([]);

    let finish = (): void => undefined;
    const slow = withProgress(
      'Slow',
      () => new Promise<void>((resolve) => (finish = resolve)),
      log,
    );
    await vi.advanceTimersByTimeAsync(12_500);
    finish();
    await slow;
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(lines).toEqual(['Slow …', expect.stringMatching(/^ {2}Slow: /)]);
  });
});
