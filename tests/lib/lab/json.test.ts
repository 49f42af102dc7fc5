import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/lib/lab/define.ts';
import { assertJson, differences, formatJson, NotJson } from '../../../src/lib/lab/json.ts';

/** Plain JSON, with numbers whose shortest form is long, and keys that are no names. */
const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }) as fc.Arbitrary<Json>;

function refusal(value: unknown): string {
  try {
    assertJson(value);
  } catch (thrown) {
    if (thrown instanceof NotJson) return `${thrown.path}: ${thrown.found}`;
    throw thrown;
  }
  return 'accepted';
}

describe('assertJson', () => {
  it('accepts every plain JSON value', () => {
    fc.assert(fc.property(json, (value) => refusal(value) === 'accepted'));
  });

  it('accepts an object without a prototype, and one value in two places', () => {
    const shared = [1];
    expect(refusal(Object.assign(Object.create(null) as object, { a: shared, b: shared }))).toBe(
      'accepted',
    );
  });

  it.each<[unknown, string]>([
    [{ a: [1, NaN] }, 'result.a[1]: NaN'],
    [{ 'K = 3': Infinity }, 'result["K = 3"]: Infinity'],
    [[-Infinity], 'result[0]: -Infinity'],
    [undefined, 'result: undefined'],
    [[1, , 3], 'result[1]: undefined'],
    [{ f: () => 1 }, 'result.f: a function'],
    [[1n], 'result[0]: a bigint'],
    [new Float64Array(2), 'result: a Float64Array'],
    [{ when: new Date(0) }, 'result.when: a Date'],
    [new Error('lost'), 'result: an Error'],
    [{ [Symbol('x')]: 1 }, 'result: an object with symbols for keys'],
  ])('refuses %o', (value, message) => {
    expect(refusal(value)).toBe(message);
  });

  it('refuses a value that contains itself', () => {
    const circle: unknown[] = [1];
    circle.push({ back: circle });
    expect(refusal(circle)).toBe('result[1].back: an object that contains itself');
  });
});

describe('formatJson', () => {
  it('reads back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(formatJson(value))).toStrictEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('writes what it has read in the same bytes', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = formatJson(value);
        expect(formatJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });

  it('keeps lists of numbers within a hundred columns', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (numbers) => {
        const lines = formatJson({ curves: [{ numbers }] }).split('\n');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('puts short values on one line and fills lines with long lists', () => {
    const value = {
      none: [],
      empty: {},
      point: [1, 2.5],
      text: 'a "word"',
      long: Array.from({ length: 40 }, (_, i) => i / 8),
      points: Array.from({ length: 12 }, (_, i) => [i, { y: i * i }]),
      deep: { inner: { value: 'x'.repeat(90) } },
    };
    expect(formatJson(value)).toMatchInlineSnapshot(`
      "{
        "none": [],
        "empty": {},
        "point": [1, 2.5],
        "text": "a \\"word\\"",
        "long": [
          0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1.125, 1.25, 1.375, 1.5, 1.625, 1.75, 1.875,
          2, 2.125, 2.25, 2.375, 2.5, 2.625, 2.75, 2.875, 3, 3.125, 3.25, 3.375, 3.5, 3.625, 3.75, 3.875,
          4, 4.125, 4.25, 4.375, 4.5, 4.625, 4.75, 4.875
        ],
        "points": [
          [0, { "y": 0 }],
          [1, { "y": 1 }],
          [2, { "y": 4 }],
          [3, { "y": 9 }],
          [4, { "y": 16 }],
          [5, { "y": 25 }],
          [6, { "y": 36 }],
          [7, { "y": 49 }],
          [8, { "y": 64 }],
          [9, { "y": 81 }],
          [10, { "y": 100 }],
          [11, { "y": 121 }]
        ],
        "deep": {
          "inner": {
            "value": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          }
        }
      }"
    `);
  });

  it('writes minus zero as zero, as it will be read', () => {
    expect(formatJson([-0])).toBe('[0]');
  });

  it.each([
    [96, 1],
    [97, 3],
  ])('gives a list with a text of %i characters %i lines', (length, lines) => {
    // With its quotes and brackets, the first is a hundred columns wide.
    expect(formatJson(['x'.repeat(length)]).split('\n')).toHaveLength(lines);
  });
});

describe('differences', () => {
  it('finds none between a value and itself', () => {
    fc.assert(fc.property(json, (value) => differences(value, value).length === 0));
  });

  it('finds one wherever the bytes differ', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(differences(a, b).length > 0).toBe(formatJson(a) !== formatJson(b));
      }),
    );
  });

  it('names the place and both values', () => {
    expect(
      differences(
        { a: [1, { b: 2 }], gone: 'x', list: [1, 2], kind: [] },
        { a: [1, { b: 3 }], list: [1], 'new one': null, kind: {} },
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "found": "3",
          "locked": "2",
          "path": "result.a[1].b",
        },
        {
          "found": null,
          "locked": ""x"",
          "path": "result.gone",
        },
        {
          "found": null,
          "locked": "2",
          "path": "result.list[1]",
        },
        {
          "found": "{}",
          "locked": "[]",
          "path": "result.kind",
        },
        {
          "found": "null",
          "locked": null,
          "path": "result["new one"]",
        },
      ]
    `);
  });

  it('does not take what every object inherits for a value', () => {
    expect(differences({ toString: 0 }, {})).toEqual([
      { path: 'result.toString', locked: '0', found: null },
    ]);
  });

  it('sees keys in another order', () => {
    expect(differences({ a: 1, b: 2 }, { b: 2, a: 1 })).toMatchInlineSnapshot(`
      [
        {
          "found": "b, a",
          "locked": "a, b",
          "path": "result (order of keys)",
        },
      ]
    `);
  });

  it('stops counting where told', () => {
    const ones = Array.from({ length: 50 }, () => 1);
    const twos = Array.from({ length: 50 }, () => 2);
    expect(differences(ones, twos)).toHaveLength(20);
  });
});
