// What noise costs on text, sound and rows of a table, and its share of one answer of an example's model and of both its models,
// for which the gate makes it once. By the processor: `npm run build && node bench/noise.mjs [--rounds 30]`.
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { rng } from '../build/core/rng.js';
import { kinds } from '../build/kinds.js';

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 30;
const sounds = join(import.meta.dirname, '../test/data/noise/fixtures/sound');
const examples = join(import.meta.dirname, '../examples');

const rate = 16000;
const sentence = 'The quick brown fox, aged 12, sees https://example.org/Foxes and jumps over 3 lazy dogs. ';
const signals = {
  text: { is: 'text', texts: [sentence.repeat(3)], dims: [] },
  audio: {
    is: 'audio',
    values: Float32Array.from({ length: rate }, (_, at) => Math.sin(at / 7) / 3),
    dims: [rate],
    rate,
    length: rate,
    range: [-1, 1],
  },
  tensor: { is: 'tensor', values: Float32Array.from({ length: 784 }, (_, at) => at / 784), dims: [784] },
};

const levels = {
  white: { snr: 10 },
  pink: { snr: 10 },
  recordings: { snr: 10, path: 'voices', voices: 8 },
  reverberation: { mix: 1, path: 'room.wav' },
  'band-limit': { low: 300, high: 3400 },
  gain: { decibels: -6 },
  missing: { rate: 0.1, fill: 0 },
  gaussian: { sigma: 0.1 },
  uniform: { amount: 0.1 },
  speckle: { sigma: 0.1 },
};

const mails = () => ({ input_ids: whole(96, 7), attention_mask: whole(96, 1) });
const state = () => new ort.Tensor('float32', new Float32Array(256), [2, 1, 128]);
const window = () => ({ input: floats([1, 576]), state: state() });
const models = {
  text: [
    await answering('spam-mails/models/mails.fp32.onnx', mails()),
    await answering('spam-mails/models/mails.int8.onnx', mails()),
  ],
  audio: [
    31 * (await answering('voice-activity/models/silero_vad_v5.onnx', { ...window(), sr: sampleRate() })),
    31 * (await answering('voice-activity/models/silero_vad_half.onnx', window())), // windows of 32 ms in a second
  ],
  tensor: [
    await answering('fashion-mnist/models/garments.fp32.onnx', { image: floats([1, 1, 28, 28]) }),
    await answering('fashion-mnist/models/garments.int8-7bit.onnx', { image: floats([1, 1, 28, 28]) }),
  ],
};
const what = { text: '267 characters', audio: '1 s at 16 kHz', tensor: '784 values' };
console.log(
  `Node ${process.version}, load ${loadavg()[0].toFixed(1)}; one answer of baseline, and of both models:`,
);
for (const [is, [one, two]] of Object.entries(models))
  console.log(`- ${what[is]}: ${one.toFixed(3)} ms, ${(one + two).toFixed(3)} ms`);
console.log('\n| kind | of | ms | of one answer | of both |\n| :-- | :-- | --: | --: | --: |');
for (const kind of kinds.noises) {
  const is = kind.on.at(-1) === 'picture' ? undefined : kind.on.at(-1);
  if (is !== undefined && !(kind.needsRange && is === 'tensor')) await row(kind, is);
}

async function row(kind, is) {
  const level = levels[kind.name] ?? { rate: 0.1 };
  const opened = { ...kind, ...(await kind.open?.(level, sounds)) };
  const ms = least((sample) => opened.apply(signals[is], level, rng('bench', sample)));
  const [one, two] = models[is];
  const shares = [ms / one, ms / (one + two)].map((share) => `${(100 * share).toFixed(1)} %`);
  console.log(`| \`${kind.name}\` | ${what[is]} | ${ms.toFixed(3)} | ${shares.join(' | ')} |`);
}

/** Milliseconds of the processor for one of them: the least of many rounds, so that other work on the machine counts as little as it can. */
function least(act) {
  const times = Array.from({ length: rounds + 2 }, () => {
    const start = process.cpuUsage();
    for (let sample = 0; sample < 20; sample += 1) act(sample);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / 20;
  });
  return Math.min(...times.slice(2)); // the first make tables
}

async function answering(path, feeds) {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 };
  const session = await ort.InferenceSession.create(readFileSync(join(examples, path)), options);
  const named = Object.fromEntries(
    Object.values(feeds).map((tensor, at) => [session.inputNames[at], tensor]),
  );
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    for (let count = 0; count < 50; count += 1) await session.run(named);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000 / 50);
  }
  await session.release();
  return best;
}

function floats(dims) {
  const data = Float32Array.from({ length: dims.reduce((all, each) => all * each, 1) }, Math.random);
  return new ort.Tensor('float32', data, dims);
}

function whole(length, value) {
  return new ort.Tensor('int64', new BigInt64Array(length).fill(BigInt(value)), [1, length]);
}

function sampleRate() {
  return new ort.Tensor('int64', BigInt64Array.of(16000n), []);
}
