/** Asks the Pagefind index and draws its answer; shared by the dialog and the search page. */

import { RANKING, askable } from './query.ts';

interface Hit {
  url: string;
  excerpt: string;
  meta: Record<string, string>;
  sub_results: { title: string; url: string; excerpt: string }[];
}

interface Pagefind {
  options(options: { ranking: typeof RANKING }): Promise<void>;
  init(): Promise<void>;
  debouncedSearch(
    query: string,
    options?: object,
    wait?: number,
  ): Promise<{ results: { id: string; data(): Promise<Hit> }[] } | null>;
}

export interface Found {
  total: number;
  hits: Hit[];
}

export const base = document.documentElement.dataset['base'] ?? '/';
let loading: Promise<Pagefind> | undefined;

/** Loads the index once; the promise rejects when there is none. */
export function load(): Promise<Pagefind> {
  loading ??= (async () => {
    const address = `${base}pagefind/pagefind.js`;
    const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
    await pagefind.options({ ranking: RANKING });
    await pagefind.init();
    return pagefind;
  })();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** The first `limit` pages for a query; null when a later query has overtaken this one. */
export async function find(query: string, limit: number): Promise<Found | null> {
  const pagefind = await load();
  const answer = await pagefind.debouncedSearch(askable(query), {}, 120);
  if (answer === null) return null;
  const hits = await Promise.all(answer.results.slice(0, limit).map((result) => result.data()));
  return { total: answer.results.length, hits };
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** Pagefind marks matches with <mark> in escaped text; only those marks become elements. */
function excerpt(html: string): HTMLParagraphElement {
  const paragraph = element('p', '');
  for (const piece of html.split(/(<mark>.*?<\/mark>)/g)) {
    const marked = /^<mark>(.*?)<\/mark>$/.exec(piece);
    const text = unescapeText(marked?.[1] ?? piece);
    paragraph.append(marked ? element('mark', '', text) : text);
  }
  return paragraph;
}

function unescapeText(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return text.replace(/&(lt|gt|amp|quot|#39);/g, (whole, name: string) => names[name] ?? whole);
}

export function draw(list: HTMLElement, { hits }: Found): void {
  list.replaceChildren(
    ...hits.map((hit) => {
      const item = element('li', '');
      const link = element('a', '', hit.meta['title'] ?? hit.url);
      link.href = hit.url;
      const kind = [hit.meta['kind'], hit.meta['verdict']].filter(Boolean).join(' · ');
      item.append(element('span', 'kind', kind), element('br', ''), link, excerpt(hit.excerpt));
      return item;
    }),
  );
}

/** Wires an input, a status line and a list together. `changed` hears of every new query. */
export function connect(
  input: HTMLInputElement,
  status: HTMLElement,
  list: HTMLElement,
  changed: (query: string) => void = () => undefined,
): void {
  const run = async (): Promise<void> => {
    const query = input.value.trim();
    changed(query);
    if (query === '') {
      list.replaceChildren();
      status.textContent = 'Type to search notes, concepts, claims and figures.';
      return;
    }
    try {
      const found = await find(query, 12);
      if (found === null || input.value.trim() !== query) return;
      draw(list, found);
      if (found.total > 0) {
        const stale = import.meta.env.DEV ? ' (Index of the last build.)' : '';
        status.textContent = `${found.total} ${found.total === 1 ? 'page' : 'pages'} found.${stale}`;
      } else {
        status.replaceChildren(`Nothing found for “${query}”. See the `, azLink(), '.');
      }
    } catch {
      list.replaceChildren();
      status.replaceChildren('The search index cannot be reached. See the ', azLink(), '.');
    }
  };
  input.addEventListener('input', () => void run());
  void run();
}

function azLink(): HTMLAnchorElement {
  const link = element('a', '', 'A–Z of every title');
  link.href = `${base}a-z/`;
  return link;
}
