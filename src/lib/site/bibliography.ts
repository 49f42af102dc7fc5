import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';
import type { Errors } from './errors.ts';
import { escapeHtml } from './html.ts';
import { didYouMean } from './nearest.ts';
import type { Reference } from './types.ts';

interface Entry {
  key: string;
  type: string;
  text: string;
  line: number;
}

/**
 * Parses a BibTeX file: each entry by itself, so that every malformed one is
 * reported with its line, and the others are still read. Returns the references
 * by key, in the order of the file, and the keys of all entries, malformed ones
 * too, so that a citation of one is not reported as well.
 */
export function readBibliography(
  source: string,
  file: string,
  errors: Errors,
): { references: Map<string, Reference>; keys: Set<string> } {
  const references = new Map<string, Reference>();
  const { entries, unclosed, strings } = splitEntries(source, file, errors);
  const lines = new Map<string, number>();
  for (const entry of entries) {
    const first = lines.get(entry.key);
    if (first !== undefined) {
      errors.add(
        { file, line: entry.line, field: entry.key },
        `A second entry has the key "${entry.key}"; the first begins on line ${first}.`,
        'Keys are unique: rename or remove one.',
      );
      continue;
    }
    lines.set(entry.key, entry.line);
    const csl = parseEntry(entry, strings, file, errors);
    if (csl) references.set(entry.key, describe(entry, csl));
  }
  return { references, keys: new Set([...lines.keys(), ...unclosed]) };
}

/** Cuts the file at the closing brace of each entry. Text between entries is comment, as in BibTeX. */
function splitEntries(
  source: string,
  file: string,
  errors: Errors,
): { entries: Entry[]; unclosed: string[]; strings: string } {
  const entries: Entry[] = [];
  const unclosed: string[] = [];
  const strings: string[] = [];
  const opening = /^[ \t]*@\s*([A-Za-z]+)\s*\{/gm;
  for (let match = opening.exec(source); match; match = opening.exec(source)) {
    const type = (match[1] ?? '').toLowerCase();
    const start = match.index + match[0].indexOf('@');
    const line = lineAt(source, start);
    const end = closingBrace(source, opening.lastIndex);
    const next = /\n[ \t]*@\s*[A-Za-z]+\s*\{[^\s,{}=]+,/.exec(source.slice(opening.lastIndex));
    const nextAt = next ? opening.lastIndex + next.index + 1 : source.length;
    if (end < 0 || end > nextAt) {
      errors.add(
        { file, line },
        `The entry that begins here is not closed${end < 0 ? '' : ' before the next one begins'}.`,
        'Count its braces: each "{" needs a "}".',
      );
      unclosed.push(keyOf(source.slice(start)) ?? '');
      opening.lastIndex = nextAt;
      continue;
    }
    opening.lastIndex = end + 1;
    const text = source.slice(start, end + 1);
    if (type === 'string') strings.push(text);
    if (type === 'comment' || type === 'preamble' || type === 'string') continue;
    const key = keyOf(text);
    if (key === undefined) {
      errors.add({ file, line }, 'The entry has no key.', 'Write @article{author2017word, …}.');
      continue;
    }
    entries.push({ key, type, text, line });
  }
  // On one line, so that the lines of an entry parsed after them are its own.
  return { entries, unclosed, strings: strings.join(' ').replace(/\s+/g, ' ') };
}

function keyOf(entry: string): string | undefined {
  return /^@\s*[A-Za-z]+\s*\{\s*([^\s,{}=]+)\s*,/.exec(entry)?.[1];
}

/** Index of the brace that closes the one just before `from`; -1 when there is none. */
function closingBrace(source: string, from: number): number {
  let depth = 1;
  for (let i = from; i < source.length; i++) {
    const ch = source[i];
    if (ch === '\\') i++;
    else if (ch === '{') depth++;
    else if (ch === '}' && --depth === 0) return i;
  }
  return -1;
}

function lineAt(source: string, offset: number): number {
  let line = 1;
  for (let i = source.indexOf('\n'); i >= 0 && i < offset; i = source.indexOf('\n', i + 1)) line++;
  return line;
}

/** Types of entry that Citation.js knows, of BibTeX and BibLaTeX. */
const TYPES: ReadonlySet<string> = new Set(
  Object.values(
    (plugins.config.get('@bibtex') as { types: Record<string, { source: object }> }).types,
  ).flatMap(({ source }) => Object.keys(source)),
);

function parseEntry(entry: Entry, strings: string, file: string, errors: Errors): Csl | null {
  const place = { file, line: entry.line, field: entry.key };
  if (!TYPES.has(entry.type)) {
    errors.add(
      place,
      `Unknown type of entry "@${entry.type}".`,
      didYouMean(entry.type, TYPES, 'type of entry'),
    );
    return null;
  }
  let csl: Csl;
  try {
    const [first] = plugins.input.chain(`${strings} ${entry.text}`) as (Csl | undefined)[];
    if (first === undefined) throw new Error('nothing was read');
    csl = first;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const inner = /^(.*) at line (\d+) col \d+:/s.exec(message);
    errors.add(
      inner ? { ...place, line: entry.line + Number(inner[2]) - 1 } : place,
      `BibTeX: ${(inner?.[1] ?? message.split('\n')[0] ?? '').trim()}.`,
      'Each field is "name = {value}", and a comma stands between fields.',
    );
    return null;
  }
  const missing = [
    ...((csl.title ?? '').trim() === '' ? ['title'] : []),
    ...((csl.author ?? csl.editor ?? []).length === 0 ? ['author'] : []),
    ...(yearOf(csl) === null ? ['year'] : []),
  ];
  for (const field of missing) {
    errors.add(place, `The entry has no ${field}.`, `Add "${field} = {…}".`);
  }
  return missing.length === 0 ? csl : null;
}

interface Name {
  family?: string;
  given?: string;
  literal?: string;
  'non-dropping-particle'?: string;
  'dropping-particle'?: string;
  suffix?: string;
}

/** The part of CSL-JSON that is read here. */
interface Csl {
  title?: string;
  author?: Name[];
  editor?: Name[];
  issued?: { 'date-parts'?: (number | string)[][] };
  'container-title'?: string;
  /** A list where the entry names several. */
  publisher?: string | string[];
  volume?: string | number;
  issue?: string | number;
  page?: string;
  genre?: string;
  DOI?: string;
  URL?: string;
}

function yearOf(csl: Csl): number | null {
  const year = Number(csl.issued?.['date-parts']?.[0]?.[0]);
  return Number.isInteger(year) ? year : null;
}

function describe(entry: Entry, csl: Csl): Reference {
  const names = (csl.author?.length ? csl.author : (csl.editor ?? [])).filter(
    (name) => family(name) !== 'others',
  );
  const others = (csl.author ?? []).some((name) => family(name) === 'others');
  const authors = names.map(fullName);
  const year = yearOf(csl);
  const title = stripTags(csl.title ?? '');
  const arxiv = arxivOf(entry.text, csl);
  const rawVenue = csl['container-title'] ?? [csl.publisher ?? []].flat().join(', ');
  const venue = rawVenue === '' ? null : stripTags(rawVenue);
  const doi = csl.DOI ?? null;
  return {
    key: entry.key,
    csl: { ...csl, id: entry.key },
    short: `${shortNames(names.map(family), others)}${year === null ? '' : ` ${year}`}`,
    html: referenceHtml({ authors, others, title, venue, year, doi, arxiv, csl }),
    authors,
    year,
    title,
    venue,
    doi,
    arxiv,
    bibtex: entry.text,
  };
}

function family(name: Name): string {
  if (name.literal !== undefined) return name.literal;
  const particle = name['non-dropping-particle'];
  return `${particle === undefined ? '' : `${particle} `}${name.family ?? name.given ?? ''}`;
}

function fullName(name: Name): string {
  if (name.literal !== undefined || name.given === undefined) return family(name);
  const particle = name['dropping-particle'];
  const given = particle === undefined ? name.given : `${name.given} ${particle}`;
  return `${given} ${family(name)}${name.suffix === undefined ? '' : ` ${name.suffix}`}`;
}

function shortNames(families: readonly string[], others: boolean): string {
  const [first = '', second] = families;
  if (others || families.length > 2) return `${first} et al.`;
  return second === undefined ? first : `${first} and ${second}`;
}

function arxivOf(bibtex: string, csl: Csl): string | null {
  const eprint = /\beprint\s*=\s*[{"]\s*(?:arxiv:)?([^}"\s]+)\s*[}"]/i.exec(bibtex)?.[1];
  if (eprint !== undefined) return eprint;
  const address = `${csl.URL ?? ''} ${csl.DOI ?? ''} ${csl['container-title'] ?? ''}`;
  return (
    /arxiv(?:\.org\/(?:abs|pdf)\/|[.:]\s*)(\d{4}\.\d{4,5}|[a-z-]+\/\d{7})/i.exec(address)?.[1] ??
    null
  );
}

/** CSL-JSON carries these few tags of rich text; what else looks like one is text. */
function stripTags(text: string): string {
  return text
    .replace(/<\/?(?:i|b|sup|sub|sc|span)\b[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function referenceHtml(ref: {
  authors: readonly string[];
  others: boolean;
  title: string;
  venue: string | null;
  year: number | null;
  doi: string | null;
  arxiv: string | null;
  csl: Csl;
}): string {
  const { csl } = ref;
  const names = ref.others ? [...ref.authors, 'others'] : [...ref.authors];
  const last = names.pop() ?? '';
  const people = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  const parts = [`<span class="ref-authors">${escapeHtml(people)}</span>.`];
  parts.push(
    `<cite class="ref-title">${escapeHtml(ref.title)}</cite>${/[.!?]$/.test(ref.title) ? '' : '.'}`,
  );
  const details: string[] = [];
  if (ref.venue !== null) details.push(`<span class="ref-venue">${escapeHtml(ref.venue)}</span>`);
  if (csl.volume !== undefined) {
    details.push(escapeHtml(`${csl.volume}${csl.issue === undefined ? '' : `(${csl.issue})`}`));
  }
  if (csl.page !== undefined) {
    const pages = csl.page.replace(/-+/g, '–');
    details.push(escapeHtml(`${pages.includes('–') ? 'pp.' : 'p.'} ${pages}`));
  }
  if (ref.year !== null) details.push(String(ref.year));
  parts.push(`${details.join(', ')}.`);
  const links: string[] = [];
  if (ref.doi !== null) {
    links.push(
      `<a href="https://doi.org/${escapeHtml(encodeURI(ref.doi))}">doi:${escapeHtml(ref.doi)}</a>`,
    );
  }
  if (ref.arxiv !== null) {
    links.push(
      `<a href="https://arxiv.org/abs/${escapeHtml(encodeURI(ref.arxiv))}">arXiv:${escapeHtml(ref.arxiv)}</a>`,
    );
  }
  if (links.length === 0 && csl.URL !== undefined && /^https?:/.test(csl.URL)) {
    const host = csl.URL.replace(/^https?:\/\/(www\.)?/, '').replace(/\/.*$/, '');
    links.push(`<a href="${escapeHtml(encodeURI(csl.URL))}">${escapeHtml(host)}</a>`);
  }
  if (links.length > 0) parts.push(links.join(', '));
  return parts.join(' ');
}
