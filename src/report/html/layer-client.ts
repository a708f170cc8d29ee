/**
 * Shows the chosen layer's facts and marks it wherever it stands: in the charts, the tables, the sentences. In a chart
 * one layer is a stop for the tabulator, and arrows go from layer to layer.
 */
export const layerClient = `
(() => {
  const panel = document.getElementById('layer-facts');
  if (panel === null) return;
  const articles = [...panel.querySelectorAll('article')];
  const links = [...document.querySelectorAll('[data-layer]')];
  const numberOf = (link) => Number(link.dataset.layer);
  const inCharts = [...document.querySelectorAll('.layers svg')].map((chart) => [...chart.querySelectorAll('.bar')]);
  const choose = (number) => {
    articles.forEach((article, at) => article.classList.toggle('chosen', at === number));
    for (const link of links) {
      if (numberOf(link) === number) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    for (const bars of inCharts) {
      const stop = bars.find((bar) => numberOf(bar) === number) ?? bars[0];
      for (const bar of bars) bar.setAttribute('tabindex', bar === stop ? '0' : '-1');
    }
    const told = articles[number].dataset.told;
    document.getElementById('layer-status').textContent = 'Layer ' + (number + 1) + ' of ' + articles.length + ': ' + told;
  };
  const fromHash = () => articles.findIndex(({ id }) => '#' + id === location.hash);
  for (const link of links) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const number = numberOf(link);
      choose(number);
      if (!link.matches('.bar')) articles[number].focus({ preventScroll: true });
      panel.scrollIntoView({ block: 'nearest' });
    });
  }
  for (const bars of inCharts) {
    for (const [at, bar] of bars.entries()) {
      bar.addEventListener('keydown', (event) => {
        const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: bars.length - 1 };
        const next = bars[places[event.key] ?? -1];
        if (next === undefined) return;
        event.preventDefault();
        choose(numberOf(next));
        next.focus();
      });
    }
  }
  addEventListener('hashchange', () => { if (fromHash() >= 0) choose(fromHash()); });
  panel.classList.add('scripted');
  choose(fromHash() >= 0 ? fromHash() : Number(panel.dataset.first));
})();
`;
