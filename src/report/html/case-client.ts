/**
 * Shows, filters and sorts the cards of the gallery. It reads the cases from the block of data beside them, takes what
 * was drawn from the cards that stand in the page, and writes text only, so that no name can become markup.
 */
export const caseClient = `
(() => {
  const data = document.getElementById('cases-data');
  if (data === null) return;
  const all = JSON.parse(data.textContent);
  const form = document.getElementById('cases-form');
  const body = document.getElementById('cases-body');
  const status = document.getElementById('cases-status');
  const earlier = document.getElementById('cases-earlier');
  const later = document.getElementById('cases-later');
  const drawn = new Map([...body.querySelectorAll('.evidence')].map((one) => [Number(one.dataset.seen), one]));
  let from = 0;
  let found = all.cases;
  const orders = {
    worst: (a, b) => b.severity - a.severity,
    sure: (a, b) => (b.left[1] ?? -1) - (a.left[1] ?? -1),
    unsure: (a, b) => (a.left[1] ?? 2) - (b.left[1] ?? 2),
    sample: (a, b) => (a.sample < b.sample ? -1 : a.sample > b.sample ? 1 : 0),
  };
  const isSure = ([, sure]) => sure !== null && sure >= 0.9;
  const surely = {
    both: ({ left, right }) => isSure(left) && isSure(right),
    baseline: ({ left }) => isSure(left),
    neither: ({ left }) => left[1] !== null && left[1] < 0.9,
  };
  const answer = ([text, sure]) => (sure === null ? text : text + ' (' + sure.toFixed(2) + ')');
  const made = (name, className, ...content) => {
    const one = document.createElement(name);
    if (className !== '') one.className = className;
    one.append(...content);
    return one;
  };
  const cardOf = (one) => {
    const { task, level, target } = all.choices;
    const where = task[one.task] + ' at ' + level[one.level] + ' on ' + target[one.target];
    const evidence = drawn.get(one.seen);
    const label = one.label === null ? '' : ', label ' + one.label;
    return made(
      'article',
      evidence === undefined ? 'case' : 'case drawn',
      made('h3', '', made('code', '', one.sample)),
      made('p', 'quiet', where),
      made('p', '', answer(one.left) + ' → ', made('strong', '', answer(one.right)), label),
      made('p', 'flip ' + one.flip, all.flips[one.flip]),
      ...(evidence === undefined ? [] : [evidence.cloneNode(true)]),
    );
  };
  const show = () => {
    body.replaceChildren(...found.slice(from, from + all.page).map(cardOf));
    const to = Math.min(found.length, from + all.page);
    status.textContent = found.length === 0 ? 'No case matches.' : (from + 1) + ' to ' + to + ' of ' + found.length;
    earlier.disabled = from === 0;
    later.disabled = to >= found.length;
  };
  const choose = () => {
    const { flip, order, words, sure, drawn: wish, ...places } = Object.fromEntries(new FormData(form));
    const wanted = words.trim().toLowerCase();
    const chosen = Object.entries(places).filter(([, value]) => value !== '');
    found = all.cases.filter(
      (one) =>
        chosen.every(([field, value]) => one[field] === Number(value)) &&
        (flip === '' || one.flip === flip) &&
        (sure === '' || surely[sure](one)) &&
        (wish === '' || drawn.has(one.seen)) &&
        (wanted === '' ||
          [one.sample, one.left[0], one.right[0], one.label ?? ''].some((text) => text.toLowerCase().includes(wanted))),
    );
    found.sort(orders[order]);
    from = 0;
    show();
  };
  form.addEventListener('input', choose);
  form.addEventListener('submit', (event) => event.preventDefault());
  const turn = (by) => {
    from = Math.max(0, from + by);
    show();
    body.scrollIntoView({ block: 'nearest' });
  };
  earlier.addEventListener('click', () => turn(-all.page));
  later.addEventListener('click', () => turn(all.page));
  form.hidden = false;
  document.getElementById('cases-pages').hidden = false;
  choose();
})();
`;
