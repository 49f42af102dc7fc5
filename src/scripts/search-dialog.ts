/** The search dialog: made when first opened; the native element traps focus and gives it back. */
import { base, connect } from './search.ts';

let dialog: HTMLDialogElement | undefined;

function make(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'search';
  made.setAttribute('aria-label', 'Search');
  made.innerHTML = `
    <form class="search-form" role="search" action="${base}search/">
      <label class="visually-hidden" for="dialog-query">Search</label>
      <input id="dialog-query" name="q" type="search" autocomplete="off" spellcheck="false" placeholder="Search" />
      <button class="tool" type="button" data-close>Close</button>
    </form>
    <p class="search-status" role="status"></p>
    <ol class="search-results" data-search-results></ol>`;
  document.body.append(made);
  const input = made.querySelector('input');
  const status = made.querySelector<HTMLElement>('.search-status');
  const list = made.querySelector<HTMLElement>('.search-results');
  if (!input || !status || !list) throw new Error('The search dialog is incomplete.');
  connect(input, status, list);
  made.querySelector('[data-close]')?.addEventListener('click', () => made.close());
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  made.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      move(made, event.key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
    }
  });
  return made;
}

/** Arrow keys walk from the input through the results and back. */
function move(within: HTMLDialogElement, step: 1 | -1): void {
  const stops = [...within.querySelectorAll<HTMLElement>('input, .search-results a')];
  const here = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.max(0, Math.min(stops.length - 1, here + step))]?.focus();
}

export function open(): void {
  dialog ??= make();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}
