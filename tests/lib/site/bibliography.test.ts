import { describe, expect, it } from 'vitest';
import { readBibliography } from '../../../src/lib/site/bibliography.ts';
import { Errors, formatErrors } from '../../../src/lib/site/errors.ts';

function read(source: string) {
  const errors = new Errors();
  const { references, keys } = readBibliography(source, 'b.bib', errors);
  return { errors: formatErrors(errors.sorted()), keys: [...keys], all: [...references.values()] };
}

describe('readBibliography', () => {
  it('writes a reference of its own: authors, title, venue, year, links', () => {
    const { all, errors } = read(
      `@article{a, title={{GPU}s \\& Sums: {$L_2$}?}, author={M{\\"u}ller, Jos{\\'e} and {The Team} and van der Berg, Ann},
        journal={Journal of <Sums>}, volume={3}, number={2}, pages={1--9}, year={2010}, doi={10.1000/a(b)<c>}, eprint={1001.00001}}`,
    );
    expect(errors).toBe('No errors.\n');
    expect(all[0]).toMatchObject({
      key: 'a',
      short: 'Müller et al. 2010',
      authors: ['José Müller', 'The Team', 'Ann van der Berg'],
      title: 'GPUs & Sums: L₂?',
      year: 2010,
      doi: '10.1000/a(b)<c>',
      arxiv: '1001.00001',
    });
    expect(all[0]?.html).toMatchInlineSnapshot(
      `"<span class="ref-authors">José Müller, The Team and Ann van der Berg</span>. <cite class="ref-title">GPUs &amp; Sums: L₂?</cite> <span class="ref-venue">Journal of &lt;Sums&gt;</span>, 3(2), pp. 1–9, 2010. <a href="https://doi.org/10.1000/a(b)%3Cc%3E">doi:10.1000/a(b)&lt;c&gt;</a>, <a href="https://arxiv.org/abs/1001.00001">arXiv:1001.00001</a>"`,
    );
    expect(all[0]?.bibtex).toMatch(/^@article\{a, [^]*\}$/);
    expect(all[0]?.csl).toMatchObject({ id: 'a', type: 'article-journal' });
  });

  it('shortens names and knows others', () => {
    const of = (authors: string) =>
      read(`@misc{a, title={T}, author={${authors}}, year={2001}}`).all[0];
    expect(of('Doe, J.')?.short).toBe('Doe 2001');
    expect(of('Doe, J. and Roe, R.')?.short).toBe('Doe and Roe 2001');
    expect(of('Doe, J. and others')?.short).toBe('Doe et al. 2001');
    expect(of('Doe, J. and others')?.html).toContain('J. Doe and others');
    expect(of('Doe, J. and others')?.authors).toEqual(['J. Doe']);
  });

  it('takes the arXiv number from a journal or an address too', () => {
    const of = (field: string) =>
      read(`@article{a, title={T}, author={D, J}, year={2001}, ${field}}`).all[0]?.arxiv;
    expect(of('journal={arXiv preprint arXiv:1704.08063}')).toBe('1704.08063');
    expect(of('url={https://arxiv.org/abs/1704.08063}')).toBe('1704.08063');
    expect(of('journal={J}')).toBeNull();
  });

  it('gives the line of a fault inside an entry, after macros too', () => {
    const { errors, keys } = read(
      '@string{j = {Journal\n of Sums}}\n\n@article{a,\n title = {T}, author = {D, J}, year = {2001}, journal = j}\n@article{b,\n title = {T}\n year = {2001}}\n',
    );
    expect(keys).toEqual(['a', 'b']);
    expect(errors).toMatchInlineSnapshot(`
      "b.bib
        :8  **b**: BibTeX: expected "rbrace", got "identifier".
            Hint: Each field is "name = {value}", and a comma stands between fields.

      1 error in 1 file.
      "
    `);
  });

  it('keeps what stands between entries out', () => {
    const { all, errors } = read(
      'A note about @article{…}.\n@comment{x}\n% @misc\n@misc{a, title={T}, author={D, J}, year={2001}}\n',
    );
    expect(errors).toBe('No errors.\n');
    expect(all.map(({ key }) => key)).toEqual(['a']);
  });
});
