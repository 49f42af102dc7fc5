/** What every page runs: the theme button, opening the search dialog, and where the reader is on a long page. */

const root = document.documentElement;

// ---- theme: follows the system until the reader chooses; the choice is remembered.
const button = document.querySelector<HTMLButtonElement>('[data-theme-button]');
const system = matchMedia('(prefers-color-scheme: dark)');

function dark(): boolean {
  return root.dataset['theme'] === undefined ? system.matches : root.dataset['theme'] === 'dark';
}

function show(): void {
  button?.setAttribute('aria-pressed', String(dark()));
}

button?.addEventListener('click', () => {
  root.dataset['theme'] = dark() ? 'light' : 'dark';
  try {
    localStorage.setItem('theme', root.dataset['theme']);
  } catch {
    // Storage is blocked: the choice lasts for this page.
  }
  show();
});
system.addEventListener('change', show);
show();

// ---- search: nothing of it is fetched before it is opened.
async function openSearch(): Promise<void> {
  const { open } = await import('./search-dialog.ts');
  open();
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

document.addEventListener('keydown', (event) => {
  const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const chord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (chord || (slash && !typing(event.target))) {
    event.preventDefault();
    void openSearch();
  }
});

for (const opener of document.querySelectorAll('[data-search-open]')) {
  opener.addEventListener('click', (event) => {
    if (!(event instanceof MouseEvent) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void openSearch();
  });
}

// ---- contents: the section being read is marked.
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('[data-toc] a')].map((link) => [
    decodeURIComponent(link.hash.slice(1)),
    link,
  ]),
);
if (links.size > 0) {
  const headings = [...links.keys()]
    .map((id) => document.getElementById(id))
    .filter((element) => element !== null);
  const mark = (): void => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
    const here = (passed.at(-1) ?? headings[0])?.id;
    for (const [id, link] of links) {
      if (id === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  let waiting = false;
  addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  // At the top the first entry is marked already: measuring would lay out the whole page before its time.
  if (scrollY > 0 || location.hash !== '') mark();
}

// ---- boxes that scroll sideways stand in the tab order for those who cannot swipe; where nothing
// overflows they are stepped over. Measured when Tab is first used, and again after a resize.
let measured = false;
addEventListener('resize', () => {
  measured = false;
});
document.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Tab' || measured) return;
    measured = true;
    for (const box of document.querySelectorAll<HTMLElement>('.equation-body, .table-scroll')) {
      box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
    }
  },
  { capture: true },
);
