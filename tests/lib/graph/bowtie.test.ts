import { describe, expect, it } from 'vitest';
import { bowtie, type NamedTie } from '../../../src/lib/graph/bowtie.ts';

const tie = (id: string, side: 'left' | 'right', strength = 1): NamedTie => ({
  id,
  side,
  strength,
  label: 'uses',
  title: `Title of ${id}`,
  url: `/${id}/`,
});

describe('bowtie', () => {
  it('keeps the six strongest neighbours of a side', () => {
    const ties = Array.from({ length: 9 }, (_, index) => tie(`n${index}`, 'left', index));
    const picture = bowtie('Middle', ties);
    expect(picture.rows).toBe(6);
    expect(picture.labels.map(({ url }) => url)).toEqual([
      '/n8/',
      '/n7/',
      '/n6/',
      '/n5/',
      '/n4/',
      '/n3/',
    ]);
  });

  it('shows a neighbour of both sides once, by its strongest relation', () => {
    const picture = bowtie('Middle', [tie('a', 'left', 1), tie('a', 'right', 2)]);
    expect(picture.labels).toHaveLength(1);
    expect(picture.labels[0]?.anchor).toBe('start');
  });

  it('has no rows without neighbours', () => {
    expect(bowtie('Alone', []).rows).toBe(0);
  });

  it('keeps labels apart: rows of one side are at least 40 px from each other', () => {
    const picture = bowtie(
      'Middle',
      ['a', 'b', 'c', 'd'].map((id) => tie(id, 'right')),
    );
    const ys = picture.labels.map(({ y }) => y).sort((a, b) => a - b);
    for (let i = 1; i < ys.length; i += 1)
      expect((ys[i] ?? 0) - (ys[i - 1] ?? 0)).toBeGreaterThanOrEqual(40);
  });

  it('breaks a long title and shortens a long label', () => {
    const long = { ...tie('a', 'left'), title: 'Joint identification and verification of faces' };
    const picture = bowtie('Maximal intra-class and minimal inter-class distance', [long]);
    expect(picture.centre.length).toBeGreaterThan(1);
    expect(picture.labels[0]?.text.endsWith('…')).toBe(true);
  });
});
