import { layerClient } from './layer-client.js';

/**
 * Shows, filters and sorts the cases of the gallery. It reads them from the block of data beside it and writes text
 * only, so that no name can become markup.
 */
const caseClient = `
(() => {
  const page = 50;
  const data = document.getElementById('cases-data');
  if (data === null) return;
  const all = JSON.parse(data.textContent);
  const form = document.getElementById('cases-form');
  const body = document.getElementById('cases-body');
  const status = document.getElementById('cases-status');
  const earlier = document.getElementById('cases-earlier');
  const later = document.getElementById('cases-later');
  let from = 0;
  let found = all.cases;
  const orders = {
    worst: (a, b) => b.severity - a.severity,
    sure: (a, b) => (b.left[1] ?? -1) - (a.left[1] ?? -1),
    unsure: (a, b) => (a.left[1] ?? 2) - (b.left[1] ?? 2),
    sample: (a, b) => (a.sample < b.sample ? -1 : a.sample > b.sample ? 1 : 0),
  };
  const answer = ([text, sure]) => (sure === null ? text : text + ' (' + sure.toFixed(2) + ')');
  const cell = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };
  const rowOf = (one) => {
    const row = document.createElement('tr');
    const head = cell('th', one.sample);
    head.scope = 'row';
    row.append(head, cell('td', all.cells[one.cell]), cell('td', answer(one.left)), cell('td', answer(one.right)));
    row.append(cell('td', one.label ?? '–'), cell('td', all.flips[one.flip]));
    return row;
  };
  const show = () => {
    body.replaceChildren(...found.slice(from, from + page).map(rowOf));
    const to = Math.min(found.length, from + page);
    status.textContent = found.length === 0 ? 'No case matches.' : (from + 1) + ' to ' + to + ' of ' + found.length;
    earlier.disabled = from === 0;
    later.disabled = to >= found.length;
  };
  const choose = () => {
    const { cell: where, flip, order, words } = Object.fromEntries(new FormData(form));
    const wanted = words.trim().toLowerCase();
    found = all.cases.filter(
      (one) =>
        (where === '' || one.cell === Number(where)) &&
        (flip === '' || one.flip === flip) &&
        (wanted === '' ||
          [one.sample, one.left[0], one.right[0], one.label ?? ''].some((text) => text.toLowerCase().includes(wanted))),
    );
    found.sort(orders[order]);
    from = 0;
    show();
  };
  form.addEventListener('input', choose);
  form.addEventListener('submit', (event) => event.preventDefault());
  earlier.addEventListener('click', () => { from = Math.max(0, from - page); show(); });
  later.addEventListener('click', () => { from += page; show(); });
  form.hidden = false;
  document.getElementById('cases-pages').hidden = false;
  choose();
})();
`;

/** The page's only script; its digest is in the content security policy. */
export const client = `'use strict';${layerClient}${caseClient}`;
