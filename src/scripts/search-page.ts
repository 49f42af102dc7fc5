/** The search page: the query lives in the address. */
import { connect } from './search.ts';

const form = document.querySelector<HTMLFormElement>('[data-search-page]');
const input = form?.querySelector('input');
const status = document.querySelector<HTMLElement>('main .search-status');
const list = document.querySelector<HTMLElement>('main .search-results');

if (form && input && status && list) {
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  connect(input, status, list, (query) => {
    const address = query ? `?${new URLSearchParams({ q: query }).toString()}` : location.pathname;
    if (address !== (location.search || location.pathname)) history.replaceState(null, '', address);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  input.focus();
}
