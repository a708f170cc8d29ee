// Opens HTML reports in a real browser: nothing is fetched, nothing is logged, axe finds nothing serious, the gallery
// filters, sorts and pages, ten thousand cases open in time. Run after the build: node scripts/check-browser.mjs [folder]
// With a folder, pictures in light and dark and of a phone are left there.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { renderHtml } from '../build/page.js';

const root = join(import.meta.dirname, '..');
const fixtures = join(root, 'test/report/fixtures');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.argv[2];
const links = { commit: null, policyUrl: null, runUrl: null, reportUrl: null, pullRequest: null, key: '' };
const executablePath = ['CHROMIUM', 'CHROME_BIN']
  .map((name) => process.env[name] ?? '')
  .concat('/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome')
  .find((path) => path !== '' && existsSync(path));
if (executablePath === undefined) {
  console.error('No Chromium was found: install one, or name it in CHROMIUM.');
  process.exit(1);
}

const problems = [];
const expect = (what, holds) => {
  if (!holds) problems.push(what);
};

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
const fixture = (name) => JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8'));
const one = (at) => ({
  task: at % 2 ? 'garment' : 'digits', level: 'clean', target: 'native', contrast: 'compression',
  sample: `val/${String(at).padStart(5, '0')}`, baseline: { text: at === 7 ? 'Anorak' : 'Coat', confidence: (at % 100) / 100 },
  compressed: { text: 'Shirt', confidence: 0.5 }, label: 'Coat', flip: at % 3 ? 'negative' : 'other', severity: at / 10_000,
}); // prettier-ignore
const many = Array.from({ length: 10_000 }, (_, at) => one(at));
const rows = (report) => ({ ...report, tasks: report.tasks.map((row, at) => drawn(row, at)) });

/** Something to draw in every row, whatever the fixture has. */
function drawn(row, at) {
  const counts = (n) => Array.from({ length: n }, (_, bin) => (bin * (at + 3)) % 17);
  const confidence = (of) => ({
    name: 'confidence',
    of,
    series: [
      { name: 'right', counts: counts(15) },
      { name: 'wrong', counts: counts(15).reverse() },
    ],
  });
  const histograms = [confidence('baseline'), confidence('compressed')];
  return { ...row, histograms, rightness: { both: 3000, lost: 40, won: 20, neither: 300 } };
}

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});

async function open(name, html, options = {}) {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => problems.push(`${name}: the browser says ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
  page.on('dialog', (dialog) => problems.push(`${name}: a dialog opened: ${dialog.message()}`));
  page.on('request', (request) => expect(`${name}: asks for ${request.url()}`, /^(file|data):/.test(request.url())));
  const begin = performance.now();
  await page.goto(pathToFileURL(file).href);
  return { page, context, milliseconds: performance.now() - begin };
} // prettier-ignore

async function accessible(name, page, context) {
  const session = await context.newCDPSession(page); // past the page's own policy, which lets no script in
  await session.send('Runtime.evaluate', { expression: axe });
  const expression =
    'axe.run().then((found) => JSON.stringify(found.violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html])))';
  const { result } = await session.send('Runtime.evaluate', { expression, awaitPromise: true });
  for (const [id, impact, node] of JSON.parse(result.value))
    expect(`${name}: axe, ${impact}: ${id}, ${node}`, impact !== 'serious' && impact !== 'critical');
}

/** One of each that can be shown of an input. */
const sample = (() => {
  const inputs = (noise) => [
    { is: 'picture', input: 'image', height: 28, width: 28, channels: 1, step: 1, pixels: Uint8Array.from({ length: 784 }, (_, at) => (at * 7 + noise * ((at * 31) % 50)) % 256) },
    { is: 'audio', input: 'sound', rate: 8000, values: Float32Array.from({ length: 8000 }, (_, at) => Math.sin(at / 4) + noise * Math.sin(at * at)) },
    { is: 'text', input: 'text', texts: [noise ? 'a godo film' : 'a good film'] },
    { is: 'row', input: 'row', features: [{ name: 'age', value: 99, typical: [18, 40, 80] }] },
  ]; // prettier-ignore
  const answers = { baseline: { text: 'Coat', confidence: 0.98 }, compressed: { text: 'Shirt', confidence: 0.61 }, label: 'Coat' }; // prettier-ignore
  const levels = ['clean', 'high'].map((level, noise) => ({
    level,
    draw: 0,
    answers,
    inputs: inputs(noise),
  }));
  const disagreement = { task: 'garment', level: 'high', sample: 'val/00731', target: 'native' };
  return { disagreement, seen: { task: 'garment', sample: 'val/00731', levels }, command: 'npx compression-gate@1.4.0 case --policy gate.yml --task garment -- val/00731' }; // prettier-ignore
})();

for (const name of ['fail', 'pass', 'invalid', 'hostile', 'wide', 'targets', 'diagnosed']) {
  const report = rows(fixture(name));
  const looked = { ...one(0), ...sample.disagreement, severity: 9 };
  const html = renderHtml(report, { links, ...(name === 'diagnosed' && { cases: [sample], disagreements: [looked, ...report.disagreements] }) }); // prettier-ignore
  for (const colorScheme of ['light', 'dark']) {
    const { page, context } = await open(`${name}-${colorScheme}`, html, { colorScheme });
    await accessible(`${name}, ${colorScheme}`, page, context);
    if (pictures !== undefined && name === 'fail')
      await page.screenshot({ path: join(pictures, `report-${colorScheme}.png`) });
    if (pictures !== undefined && name === 'diagnosed') {
      for (const [part, height] of [
        ['layers', 760],
        ['changed', 1000],
      ]) {
        const { x, y, width } = await page.evaluate((id) => {
          const box = globalThis.document.getElementById(id).getBoundingClientRect();
          return { x: box.x, y: box.y + globalThis.scrollY, width: box.width };
        }, part);
        const path = join(pictures, `${part === 'changed' ? 'pictures' : part}-${colorScheme}.png`); // prettier-ignore
        await page.screenshot({ path, fullPage: true, clip: { x, y, width, height } });
      }
    }
    await context.close();
  }
  const { page, context } = await open(`${name}-phone`, html, { viewport: { width: 375, height: 740 } });
  const { wide, shown } = await page.evaluate(() => ({
    wide: globalThis.document.documentElement.scrollWidth,
    shown: globalThis.innerWidth,
  }));
  expect(`${name}: ${wide} px on a phone of ${shown} px`, wide <= shown);
  await context.close();
}

/** Layers are chosen by mouse and keyboard, in charts, tables and from their neighbours. */
async function checkLayers() {
  const { page, context } = await open('layers', renderHtml(fixture('diagnosed'), { links }));
  const { layers, ranking } = fixture('diagnosed').diagnosis;
  const chosen = () => page.locator('#layer-facts article:visible h3').allTextContents();
  const marked = () => page.locator('.bar[aria-current]').evaluateAll((all) => [...new Set(all.map((each) => each.dataset.layer))]); // prettier-ignore
  const isChosen = async (what, at) => {
    expect(`${what}: ${await chosen()} is shown`, (await chosen()).join() === layers[at].name);
    expect(`${what}: ${await marked()} is marked in the charts`, (await marked()).join() === String(at));
  };
  await isChosen('the first suspect', layers.findIndex(({ name }) => name === ranking[0])); // prettier-ignore
  await page.locator('.layers svg').nth(1).locator('.bar').nth(2).click(); // prettier-ignore
  await isChosen('a bar that is clicked', 2);
  await page.keyboard.press('ArrowUp');
  await isChosen('the arrow upwards', 1);
  await page.keyboard.press('End');
  await isChosen('End', layers.length - 1);
  await page.locator('table.layers a').first().focus();
  await page.keyboard.press('Enter');
  await isChosen('a name in the table, by keyboard', 0);
  expect('the facts have the focus', await page.evaluate(() => globalThis.document.activeElement.id === 'layer-0')); // prettier-ignore
  await page.locator('#layer-0 dd a').first().click();
  await isChosen('the layer behind', 1);
  const stops = await page.locator('.layers svg').first().locator('.bar[tabindex="0"]').count();
  expect(`a chart has ${stops} stops for the tabulator`, stops === 1);
  await context.close();
}
await checkLayers();

const lookedAt = many.slice(9_900, 9_908).map(({ task, level, sample: id, target }) => ({ ...sample, disagreement: { task, level, sample: id, target } })); // prettier-ignore
const { page, context, milliseconds } = await open('many', renderHtml(fixture('fail'), { links, disagreements: many, cases: lookedAt })); // prettier-ignore
expect(`ten thousand cases open in ${Math.round(milliseconds)} ms`, milliseconds < 2000);
const status = () => page.locator('#cases-status').textContent();
const firstCase = () => page.locator('#cases-body h3').first().textContent();
const pictured = () => page.locator('#cases-body .evidence img').count();
const choose = (field, value) => page.locator(`select[name=${field}]`).selectOption(value);
expect('the worst case is first', (await firstCase()) === 'val/09999');
expect('a page has twenty-four cases', (await status()) === '1 to 24 of 10000');
await page.locator('#cases-later').focus();
await page.keyboard.press('Enter');
expect('Later shows the next page, by keyboard', (await status()) === '25 to 48 of 10000');
await choose('drawn', 'yes');
expect('drawn inputs are found', (await status()) === '1 to 8 of 8');
expect('each with its pictures', (await pictured()) === 8 * 5);
await accessible('cards with pictures', page, context);
await choose('task', '0');
expect('drawn inputs of one task', (await status()) === '1 to 4 of 4' && (await pictured()) === 4 * 5);
await choose('task', '');
await choose('drawn', '');
await choose('sure', 'baseline');
expect('confident baselines are found', (await status()) === '1 to 24 of 1000');
await choose('sure', 'both');
expect('no confident compressed model is', (await status()) === 'No case matches.');
await choose('sure', '');
await page.locator('input[name=words]').fill('anorak');
expect('words find a case by its answer', (await status()) === '1 to 1 of 1');
await page.locator('input[name=words]').fill('');
await choose('flip', 'other');
expect('a kind of change filters', (await status()) === '1 to 24 of 3334');
await choose('task', '0');
await choose('order', 'sample');
expect('filters add up, and names sort', (await firstCase()) === 'val/00003');
await page.locator('input[name=words]').fill('no such case');
expect('nothing found is said', (await status()) === 'No case matches.');
await context.close();
await browser.close();

for (const problem of problems) console.error(problem);
console.log(`browser: ${problems.length === 0 ? 'ok' : `${problems.length} problems`}; ten thousand cases in ${Math.round(milliseconds)} ms`); // prettier-ignore
process.exit(problems.length === 0 ? 0 : 1);
