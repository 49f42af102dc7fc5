/**
 * Measurements made inside a page. Each function is sent to the browser as it
 * stands: it must not use anything outside itself.
 */

/** How far the page reaches beyond the window, and the elements that do. */
export function sidewaysScroll(): string[] {
  const root = document.documentElement;
  const width = root.clientWidth;
  if (root.scrollWidth <= width && document.body.scrollWidth <= width) return [];
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}.${element.getAttribute('class') ?? ''}`;
  const inScroller = (element: Element): boolean => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible' && up !== document.body && up !== root) {
        return true;
      }
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll('*')]
    .filter(
      (element) => element.getBoundingClientRect().right > width + 0.5 && !inScroller(element),
    )
    .map(
      (element) => `${name(element)} reaches ${element.getBoundingClientRect().right.toFixed(1)}`,
    );
  return [`page is ${root.scrollWidth} wide in a window of ${width}`, ...wide.slice(0, 8)];
}

/** Margin notes and sidenotes that touch each other, a figure, or a line of text or formula. */
export function marginOverlaps(): string[] {
  const visible = (element: Element): boolean => element.getClientRects().length > 0;
  const notes = [...document.querySelectorAll('.mn-side > *')].filter(visible);
  const label = (element: Element): string =>
    `${element.id || element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 30)}”`;
  const meet = (a: DOMRect, b: DOMRect): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

  // A formula's MathML is there for screen readers: clipped to a point, though its own boxes are not.
  const linesOf = (block: Element): DOMRect[] => {
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('.katex-mathml') === null
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_SKIP,
    );
    const lines: DOMRect[] = [];
    const range = document.createRange();
    while (texts.nextNode() !== null) {
      range.selectNodeContents(texts.currentNode);
      lines.push(...range.getClientRects());
    }
    return lines;
  };

  const found: string[] = [];
  for (const [i, note] of notes.entries()) {
    const box = note.getBoundingClientRect();
    for (const other of notes.slice(i + 1)) {
      if (meet(box, other.getBoundingClientRect())) found.push(`${label(note)} × ${label(other)}`);
    }
  }
  const blocks = [
    ...document.querySelectorAll(
      'main :is(h1,h2,h3,p,li,dt,dd,th,td,figcaption,figure svg,figure table,pre,.katex-display)',
    ),
  ].filter((block) => visible(block) && block.closest('.mn-side') === null);
  for (const block of blocks) {
    // Lines, not the block's box: a box may reach under the margin where no line does.
    const lines = block.tagName === 'svg' ? [block.getBoundingClientRect()] : linesOf(block);
    for (const note of notes) {
      const box = note.getBoundingClientRect();
      if (lines.some((line) => line.width > 0 && meet(box, line))) {
        found.push(`${label(note)} × ${label(block)}`);
      }
    }
  }
  return found;
}

/** How many margin notes and sidenotes are shown. */
export function marginCount(): number {
  return document.querySelectorAll('.mn-side > *').length;
}

/** Labels of drawings that leave their drawing's box or lie on one another. */
export function labelFaults(): string[] {
  const found: string[] = [];
  for (const svg of document.querySelectorAll('figure svg')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0 || svg.closest('[aria-hidden="true"] button, button') !== null) continue;
    const labels = [...svg.querySelectorAll('text')]
      .filter((text) => text.textContent.trim() !== '' && text.getClientRects().length > 0)
      .map((text) => {
        const box = text.getBoundingClientRect();
        return { words: text.textContent.trim(), box };
      });
    for (const { words, box } of labels) {
      const out = Math.max(
        frame.left - box.left,
        box.right - frame.right,
        frame.top - box.top,
        box.bottom - frame.bottom,
      );
      if (out > 1) found.push(`“${words}” is cut by ${out.toFixed(1)} px`);
    }
    for (const [i, a] of labels.entries()) {
      for (const b of labels.slice(i + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        // A line's box is taller than its letters: a quarter of it may be shared.
        const slack = 0.25 * Math.min(a.box.height, b.box.height);
        if (across > 0.5 && down > slack) found.push(`“${a.words}” × “${b.words}”`);
      }
    }
  }
  return found;
}

/** How many labels are shown in drawings. */
export function labelCount(): number {
  return document.querySelectorAll('figure svg text').length;
}

/** The texts of `main`, controls left out, with spaces made one. */
export function mainTexts(): string[] {
  const main = document.querySelector('main');
  if (main === null) return [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent?.closest('[data-control], script, style, template, noscript') !== null) continue;
    const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (text !== '') texts.push(text);
  }
  return texts;
}

export interface Loaded {
  /** Bytes as sent. */
  readonly fonts: number;
  readonly scripts: number;
  /** Figures that have come alive. */
  readonly alive: number;
}

/** What the page has fetched so far. */
export function loaded(): Loaded {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const bytes = (name: RegExp): number =>
    entries
      .filter((entry) => name.test(new URL(entry.name).pathname))
      .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  return {
    fonts: bytes(/\.woff2$/),
    scripts: bytes(/\.m?js$/),
    // One in view is on its way.
    alive: [...document.querySelectorAll('astro-island')].filter((island) => {
      const box = island.querySelector('svg')?.getBoundingClientRect();
      const seen = box !== undefined && box.top < innerHeight && box.bottom > 0;
      return seen || !island.hasAttribute('ssr');
    }).length,
  };
}
