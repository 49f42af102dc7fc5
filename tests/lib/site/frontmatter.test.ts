import { describe, expect, it } from 'vitest';
import { Errors, formatErrors } from '../../../src/lib/site/errors.ts';
import { fieldName, readFrontmatter } from '../../../src/lib/site/frontmatter.ts';

describe('readFrontmatter', () => {
  const source = [
    '---',
    'title: A',
    'relations:',
    '  - { type: uses, to: a }',
    '  - type: uses',
    '    to: b',
    'list: [x,',
    '  y]',
    '---',
    '',
    'Body.',
    '',
  ].join('\n');

  it('splits the body off and knows the line of every field', () => {
    const errors = new Errors();
    const { data, body, line } = readFrontmatter(source, 'f', errors);
    expect(errors.list).toEqual([]);
    expect(body).toBe('\nBody.\n');
    expect(data).toMatchObject({ title: 'A', list: ['x', 'y'] });
    expect(line(['title'])).toBe(2);
    expect(line(['relations'])).toBe(3);
    expect(line(['relations', 0, 'to'])).toBe(4);
    expect(line(['relations', 1, 'to'])).toBe(6);
    expect(line(['list', 1])).toBe(8);
    // What is not there stands where the nearest thing above it does.
    expect(line(['relations', 1, 'why'])).toBe(5);
    expect(line(['nothing'])).toBe(2);
  });

  it('coerces nothing', () => {
    const yaml = '---\na: 42\nb: "42"\nc: yes\nd: null\ne: 2020-01-01\n---\n';
    expect(readFrontmatter(yaml, 'f', new Errors()).data).toEqual({
      a: 42,
      b: '42',
      c: 'yes',
      d: null,
      e: '2020-01-01',
    });
  });

  it('reads empty frontmatter and Windows lines', () => {
    expect(readFrontmatter('---\n---\nB', 'f', new Errors())).toMatchObject({
      data: {},
      body: 'B',
    });
    const { data, body, line } = readFrontmatter(
      '---\r\na: 1\r\nb: 2\r\n---\r\nB\r\n',
      'f',
      new Errors(),
    );
    expect(data).toEqual({ a: 1, b: 2 });
    expect(body).toBe('B\r\n');
    expect(line(['b'])).toBe(3);
  });
});

describe('fieldName', () => {
  it('writes a path as in JavaScript', () => {
    expect(fieldName(['relations', 0, 'to'])).toBe('relations[0].to');
  });
});

describe('formatErrors', () => {
  it('groups by file, each error in two parts, lines aligned', () => {
    const errors = new Errors();
    errors.add({ file: 'b.mdx', line: 12, field: 'x' }, 'Wrong:\n  a\n  b', 'Do.');
    errors.add({ file: 'b.mdx', line: 3 }, 'Earlier.', 'Do.');
    errors.add({ file: 'a.ts' }, 'As a whole.', 'Do.');
    errors.add({ file: 'a.ts' }, 'As a whole.', 'Do.');
    expect(formatErrors(errors.sorted())).toMatchInlineSnapshot(`
      "a.ts
        As a whole.
        Hint: Do.

      b.mdx
        :3   Earlier.
             Hint: Do.
        :12  **x**: Wrong:
               a
               b
             Hint: Do.

      3 errors in 2 files.
      "
    `);
    expect(formatErrors([])).toBe('No errors.\n');
  });
});
