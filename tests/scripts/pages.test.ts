import { describe, expect, test } from 'vitest';
import { externalise } from '../../scripts/lib/externalise.ts';
import { renumberIslands } from '../../scripts/lib/islands.ts';

const page = (body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>${body}</body></html>`;

describe('externalise', () => {
  test('moves neighbouring scripts into one deferred file under the base', () => {
    const { html, files } = externalise(
      page('<script>a()</script><script>b()</script><p>x</p>'),
      '/notes/',
    );
    expect([...files]).toEqual([
      [expect.stringMatching(/^_astro\/inline\.[0-9a-f]{8}\.js$/), 'a();\nb();\n'],
    ]);
    const [name] = files.keys();
    expect(html).toBe(page(`<script defer src="/notes/${name ?? ''}"></script><p>x</p>`));
  });

  test('keeps scripts apart when something stands between them', () => {
    const { html, files } = externalise(
      page('<script>a()</script><p>x</p><script>b()</script>'),
      '/',
    );
    expect([...files.values()]).toEqual(['a();\n', 'b();\n']);
    expect(html.match(/<script defer/g)).toHaveLength(2);
  });

  test('keeps a module a module', () => {
    const { html } = externalise(page('<script type="module">import "/a.js"</script>'), '/');
    expect(html).toContain('<script type="module" src="/_astro/inline.');
  });

  test('leaves data, linked and empty scripts alone', () => {
    const body =
      '<script type="application/ld+json">{"a":1}</script><script src="/x.js"></script><script></script>';
    expect(externalise(page(body), '/')).toEqual({ html: page(body), files: new Map() });
  });

  test('moves styles to one sheet in the head, but not those of a drawing', () => {
    const { html, files } = externalise(
      page('<style>a{}</style><svg><style>b{}</style></svg><style>a{}</style>'),
      '/',
    );
    expect([...files.values()]).toEqual(['a{}\n']);
    expect(html).toMatch(
      /<link rel="stylesheet" href="\/_astro\/inline\.[0-9a-f]{8}\.css"><\/head>/,
    );
    expect(html).toContain('<body><svg><style>b{}</style></svg></body>');
  });

  test('drops a style whose rules a linked sheet has, and only then', () => {
    const body = '<link rel="stylesheet" href="/a.css"><style>x,y{display:contents}</style>';
    const sheet = (css: string) => externalise(page(body), '/', () => css);
    expect(sheet('p{margin:0}y,z,x{display: contents;}').files.size).toBe(0);
    expect(sheet('p{margin:0}y,z,x{display: contents;}').html).not.toContain('<style>');
    expect([...sheet('x{display:contents}').files.values()]).toEqual(['x,y{display:contents}\n']);
    expect([...sheet('x,y{display:block}').files.values()]).toHaveLength(1);
  });

  test('does not take a script inside a comment or an attribute for one', () => {
    const body = '<!-- <script>a()</script> --><p title="<script>b()</script>">x</p>';
    expect(externalise(page(body), '/').html).toBe(page(body));
  });
});

describe('renumberIslands', () => {
  const island = (uid: string, preact: string): string =>
    `<astro-island uid="${uid}" data-preact-island-id="${preact}" client="visible"><p>uid="${uid}"</p></astro-island>`;

  test('numbers by document order and touches nothing else', () => {
    expect(renumberIslands(page(island('Z1x', '7') + island('Qa9', '2')))).toBe(
      page(
        island('island-1', '1').replace('<p>uid="island-1"', '<p>uid="Z1x"') +
          island('island-2', '2').replace('<p>uid="island-2"', '<p>uid="Qa9"'),
      ),
    );
  });

  test('gives two builds that differ only in those numbers the same bytes', () => {
    expect(renumberIslands(page(island('a', '1') + island('b', '2')))).not.toBe(
      page(island('a', '1') + island('b', '2')),
    );
    const numbers = (html: string): string => renumberIslands(html).replace(/<p>[^<]*<\/p>/g, '');
    expect(numbers(page(island('a', '1') + island('b', '2')))).toBe(
      numbers(page(island('c', '2') + island('d', '1'))),
    );
  });

  test('leaves a page without islands as it is', () => {
    expect(renumberIslands(page('<p uid="x">y</p>'))).toBe(page('<p uid="x">y</p>'));
  });
});
