import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headersFor, parseHeaders } from '../../scripts/lib/headers.ts';

const example = `
# comment
/*
  X-All: yes
  Cache-Control: no-store

/_astro/*
  Cache-Control: public, max-age=31536000, immutable
`;

describe('parseHeaders', () => {
  test('keeps rules and headers in the order of the file', () => {
    expect(parseHeaders(example)).toEqual([
      {
        pattern: '/*',
        headers: [
          ['X-All', 'yes'],
          ['Cache-Control', 'no-store'],
        ],
      },
      {
        pattern: '/_astro/*',
        headers: [['Cache-Control', 'public, max-age=31536000, immutable']],
      },
    ]);
  });

  test('keeps colons inside a value', () => {
    const [rule] = parseHeaders("/*\n  Content-Security-Policy: img-src 'self' data:");
    expect(rule?.headers).toEqual([['Content-Security-Policy', "img-src 'self' data:"]]);
  });

  test.each([
    ['a header before any path', '  X: y', 'line 1'],
    ['a header that is not indented', '/*\nX: y', 'line 2'],
    ['a line without a colon', '/*\n  nonsense', 'line 2'],
  ])('refuses %s and names the line', (_what, text, line) => {
    expect(() => parseHeaders(text)).toThrow(line);
  });
});

describe('headersFor', () => {
  const rules = parseHeaders(example);

  test('applies every rule that matches, the later winning', () => {
    expect(Object.fromEntries(headersFor(rules, '/_astro/a.js'))).toEqual({
      'x-all': 'yes',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(headersFor(rules, '/papers/').get('cache-control')).toBe('no-store');
  });

  test('takes dots literally and a pattern whole', () => {
    const exact = parseHeaders('/a.b\n  X: y');
    expect(headersFor(exact, '/a.b').get('x')).toBe('y');
    expect(headersFor(exact, '/aXb').size).toBe(0);
    expect(headersFor(exact, '/a.b/c').size).toBe(0);
  });
});

test('the site sends one strict policy with every page', () => {
  const rules = parseHeaders(readFileSync('public/_headers', 'utf8'));
  const policy = headersFor(rules, '/papers/sphereface/').get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).toContain("worker-src 'self'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline/);
  expect(
    rules.filter(({ headers }) => headers.some(([name]) => /content-security/i.test(name))),
  ).toHaveLength(1);
});
