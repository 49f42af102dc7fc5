/** Filters over a list that is complete without them: `data-*` of its items against the form's selects; the choice lives in the address. */

for (const form of document.querySelectorAll<HTMLFormElement>('[data-filter-list]')) {
  const list = document.getElementById(form.dataset['filterList'] ?? '');
  const count = form.querySelector('[data-filter-count]');
  const selects = [...form.querySelectorAll('select')];
  if (!list) continue;
  const names = selects.map((select) => select.name);
  const items = [...list.querySelectorAll<HTMLElement>('li')].filter((item) =>
    names.some((name) => item.dataset[name] !== undefined),
  );

  const apply = (): void => {
    let shown = 0;
    for (const item of items) {
      const fits = selects.every(
        ({ name, value }) => value === '' || (item.dataset[name] ?? '').split(' ').includes(value),
      );
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of list.querySelectorAll<HTMLElement>('[data-filter-group]')) {
      group.hidden = !group.querySelector('li:not([hidden])');
    }
    if (count) count.textContent = `${shown} of ${items.length}`;
    const query = new URLSearchParams(
      selects.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    ).toString();
    history.replaceState(
      null,
      '',
      `${location.pathname}${query ? `?${query}` : ''}${location.hash}`,
    );
  };

  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = asked.get(select.name);
    // A value the list does not know is left out rather than shown as an empty list.
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
  }
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  apply();
}
