/**
 * Tokens per second of greedy decoding against a bare loop over the same engine, in turns in one process; memory while
 * 1,000 tokens are written; and what a dynamically quantized model's answers owe to what is fed at once.
 *
 *   npm run build && ORT_DISABLE_TELEMETRY=1 node --expose-gc bench/decoding.mjs [--folder models/of/another]
 */
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keepSessions } from '../build/evaluate/sessions.js';
import { kinds } from '../build/kinds.js';
import { readGraph } from '../build/onnx/graph.js';
import { locateModel } from '../build/sources/model.js';
import { decoderOf, nothingDecoded } from '../build/tasks/decoder.js';
import { generation } from '../build/tasks/generation.js';

const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '256' },
    rounds: { type: 'string', default: '9' },
    folder: { type: 'string', default: 'examples/language-model/models/fp32' },
  },
});
const [tokens, rounds] = [Number(values.tokens), Number(values.rounds)];
const root = join(import.meta.dirname, '..');
const example = join(root, 'examples/language-model');
const place = { file: 'bench', line: 1, column: 1 };
const target = { name: 'native', runtime: 'native', threads: 1, graphOptimization: 'all', session: {}, required: true, limits: [], place }; // prettier-ignore
const sessions = keepSessions(kinds, { scratch: root, directory: example, engines: { native: root } });
const ort = createRequire(import.meta.url)('onnxruntime-node');
const prompt = 'To Lady Russell, indeed, she was a most';

/** The folder in a session that never ends by itself. */
async function open(path) {
  const found = await locateModel(resolve(root, path, '..'), { path: basename(path), place, ignoreOutputs: [] }, readGraph);
  const session = await sessions.open({ model: 'baseline', target }, { ...found, source: path }, () => undefined);
  return { session: { ...session, folder: { ...session.folder, generation: {} } }, path: found.file.path };
} // prettier-ignore

const settings = (most) => ({
  options: { 'max-tokens': most },
  confidentAt: 0.9,
  names: [],
  label: undefined,
});
const feed = new Map([['prompt', { type: 'string', dims: [1], data: [prompt] }]]);

/** The same tokens by the engine's own calls and nothing else: argmax, and present outputs as the next past. */
async function bare(raw, asked, { count, config }) {
  const { num_key_value_heads: heads, num_attention_heads: all, hidden_size: size } = config;
  const caches = raw.inputNames.filter((name) => name.startsWith('past'));
  let past = Object.fromEntries(
    caches.map((name) => [name, new ort.Tensor('float32', new Float32Array(), [1, heads, 0, size / all])]),
  );
  let [next, before] = [asked, 0];
  const made = [];
  while (made.length < count) {
    const total = before + next.length;
    const whole = (list) => new ort.Tensor('int64', BigInt64Array.from(list, BigInt), [1, list.length]);
    const out = await raw.run({
      input_ids: whole(next),
      attention_mask: whole(new Array(total).fill(1)),
      position_ids: whole(next.map((_, at) => before + at)),
      ...past,
    });
    const { data, dims } = out.logits;
    const from = (next.length - 1) * dims[2];
    let best = 0;
    for (let id = 1; id < dims[2]; id += 1) if (data[from + id] > data[from + best]) best = id;
    made.push(best);
    past = Object.fromEntries(caches.map((name) => [name, out[name.replace('past_key_values', 'present')]]));
    [next, before] = [[best], total];
  }
  return made;
}

const median = (list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];

async function speed() {
  const { session, path } = await open(values.folder);
  const raw = await ort.InferenceSession.create(path, { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1 }); // prettier-ignore
  const own = generation.running(settings(tokens))(session, () => undefined);
  const asked = session.folder.tokenizer.encode(prompt, true);
  const [ours, theirs] = [[], []];
  const timed = async (list, round, work) => {
    const start = performance.now();
    const made = await work();
    if (round > 0) list.push(performance.now() - start);
    return made.join();
  };
  const write = async () => Array.from((await own.run(feed)).get('tokens').data, Number);
  const loop = () => bare(raw, asked, { count: tokens, config: session.folder.config });
  for (let round = 0; round <= rounds; round += 1) {
    const turns = [() => timed(ours, round, write), () => timed(theirs, round, loop)];
    const made = [];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) made.push(await turn());
    if (made[0] !== made[1]) throw new Error('the loops write different tokens');
  }
  const rate = (time) => Math.round((1000 * tokens) / time);
  const [least, bareLeast] = [Math.min(...ours), Math.min(...theirs)];
  const middle = median(ours.map((time, at) => time / theirs[at]));
  console.log(`${tokens} tokens: ${rate(least)} a second, the bare loop ${rate(bareLeast)}: ratio ${(least / bareLeast).toFixed(3)} of the fastest of ${rounds} rounds, ${middle.toFixed(3)} in the middle`); // prettier-ignore
}

async function memory() {
  const { session } = await open(values.folder);
  let runs = 0;
  const seen = [];
  const watch = () => {
    runs += 1;
    if (runs % 250 !== 1) return;
    globalThis.gc?.();
    seen.push(`${Math.round(process.memoryUsage().rss / 1048576)} MiB at token ${runs}`);
  };
  await generation.running(settings(1001))(session, watch).run(feed);
  console.log(`memory: ${seen.join(', ')}`);
}

/** Prompts fed at once and token by token: where the scores after them differ, and whether the next token does. */
async function prefill(name) {
  const { session } = await open(`examples/language-model/models/${name}`);
  const decoder = decoderOf(session, () => undefined);
  const lines = readFileSync(join(example, 'data/passages.jsonl'), 'utf8').trim().split('\n');
  let [changed, furthest] = [0, 0];
  for (const line of lines) {
    const asked = session.folder.tokenizer.encode(JSON.parse(line).prompt, true);
    const last = ({ scores }) => scores.at(scores.count - 1).slice();
    const whole = last(await decoder.run(nothingDecoded, asked));
    let [at, single] = [nothingDecoded, whole];
    for (const id of asked) {
      const ran = await decoder.run(at, [id]);
      [at, single] = [ran.to, last(ran)];
    }
    const best = (row) => row.indexOf(Math.max(...row));
    changed += Number(best(whole) !== best(single));
    furthest = Math.max(furthest, ...whole.map((score, id) => Math.abs(score - single[id])));
  }
  console.log(`${name}: fed token by token instead of at once, scores differ by up to ${furthest.toPrecision(2)}, the next token after ${changed} of ${lines.length} prompts`); // prettier-ignore
}

await speed();
await memory();
for (const name of ['fp32', 'int8', 'int4']) await prefill(name);
