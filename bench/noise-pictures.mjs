// What each kind of noise costs on a picture, and its share of one answer of three networks, and of the answers of the example's
// two models, for which the gate makes it once. After `npm run build`:
//   node bench/noise-pictures.mjs
// The strongest severity of the benchmark of that size. Everything by the processor's time, on one thread.
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { rng } from '../build/core/rng.js';
import { noiseKinds } from '../build/data/noise.js';
import { mobileNet, resNet } from './networks.mjs';

const garments = (name) =>
  readFileSync(join(import.meta.dirname, `../examples/fashion-mnist/models/garments.${name}.onnx`));
const small = { size: 28, channels: 1, ladder: 'cifar-10-c', per: 200 };
const large = { size: 224, channels: 3, ladder: 'imagenet-c', per: 1 };
const baseline = await answering(garments('fp32'), [1, 1, 28, 28], 500);
const compressed = await answering(garments('int8-7bit'), [1, 1, 28, 28], 500);
const networks = [
  { name: 'the example’s baseline', of: small, ms: baseline },
  { name: 'both its models', of: small, ms: baseline + compressed },
  { name: 'MobileNetV2', of: large, ms: await answering(mobileNet(), [1, 3, 224, 224], 5) },
  { name: 'ResNet-50', of: large, ms: await answering(resNet(), [1, 3, 224, 224], 1) },
];
console.log(`Node ${process.version}, load ${loadavg()[0].toFixed(1)}; one answer:`);
for (const { name, ms } of networks) console.log(`- ${name}: ${(1000 * ms).toFixed(0)} µs`);
const heads = networks.map(({ name }) => `of ${name}`);
console.log(
  `\n| kind | 28 × 28, µs | ${heads[0]} | ${heads[1]} | 3 × 224 × 224, µs | ${heads[2]} | ${heads[3]} |`,
);
console.log('| :-- | --: | --: | --: | --: | --: | --: |');
const pictureKinds = noiseKinds.filter(({ on }) => on.includes('picture'));
// all of one size first: a run has pictures of one size, and code that has seen two is slower
const spentOn = new Map(
  [small, large].map((of) => [of, new Map(pictureKinds.map((kind) => [kind, spent(kind, of)]))]),
);
for (const kind of pictureKinds) row(kind);

function row(kind) {
  const ms = (of) => spentOn.get(of).get(kind);
  const shares = networks.map(({ of, ms: one }) => share(ms(of) / one));
  const micro = [small, large].map((of) => (Number.isNaN(ms(of)) ? '–' : (1000 * ms(of)).toFixed(0)));
  console.log(
    `| \`${kind.name}\` | ${micro[0]} | ${shares[0]} | ${shares[1]} | ${micro[1]} | ${shares[2]} | ${shares[3]} |`,
  );
}

function share(ratio) {
  return Number.isNaN(ratio) ? '–' : `${(100 * ratio).toFixed(ratio < 0.1 ? 1 : 0)} %`;
}

function spent(kind, { size, channels, ladder, per }) {
  if (kind.channels?.includes(channels) === false) return NaN;
  const signal = {
    values: photo(size, channels),
    dims: [size, size, channels],
    range: [0, 1],
    is: 'picture',
  };
  const options = kind.ladders?.[ladder][4] ?? { amount: 0.1 };
  return least(per, (count) => kind.apply(signal, options, rng('bench', count)));
}

/** Milliseconds of the processor for one of them: the least of many rounds, so that other work on the machine counts as little as it can. */
function least(per, act) {
  const rounds = [];
  for (const end = Date.now() + 2500; rounds.length < 12 || Date.now() < end;) {
    const start = process.cpuUsage();
    for (let count = 0; count < per; count += 1) act(count);
    const { user, system } = process.cpuUsage(start);
    rounds.push((user + system) / 1000 / per);
  }
  return Math.min(...rounds.slice(2));
}

async function answering(model, dims, per) {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 };
  const session = await ort.InferenceSession.create(model, options);
  const data = Float32Array.from({ length: dims.reduce((all, each) => all * each, 1) }, Math.random);
  const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', data, dims) };
  let best = Infinity;
  for (let round = 0; round < 12; round += 1) {
    const start = process.cpuUsage();
    for (let count = 0; count < per; count += 1) await session.run(feeds);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000 / per);
  }
  await session.release();
  return best;
}

/** Smooth shapes with some grain in 8 bits, as pictures are. */
function photo(size, channels) {
  const { uniform } = rng('photo');
  const shade = (row, column, c) => 0.5 + 0.3 * Math.sin(row / 17 + c) + 0.15 * Math.cos((row + 2 * column) / 11) + 0.04 * (uniform() - 0.5); // prettier-ignore
  return Float32Array.from({ length: size * size * channels }, (_, at) => {
    const [pixel, c] = [Math.floor(at / channels), at % channels];
    return Math.floor(255 * shade(Math.floor(pixel / size), pixel % size, c)) / 255;
  });
}
