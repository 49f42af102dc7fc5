import { describe, expect, it } from 'vitest';
import { askable } from '../../../src/scripts/query.ts';

describe('askable', () => {
  it('keeps words and numbers and drops the signs of formulas', () => {
    expect(askable('at least (m − 1)/(m + 1) of the angle, 97.35 %')).toBe(
      'at least of the angle 97 35',
    );
  });

  it('keeps hyphens and apostrophes inside words, and letters of all scripts', () => {
    expect(askable('A-Softmax, Newton’s 人脸识别')).toBe('A-Softmax Newton’s 人脸识别');
  });

  it('asks for a lone symbol as it stands', () => {
    expect(askable('ψ')).toBe('ψ');
    expect(askable('ψ(θ)')).toBe('ψ(θ)');
    expect(askable('')).toBe('');
  });
});
