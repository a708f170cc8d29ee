import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { withNoise } from '../../../build/core/noise.js';
import { rng } from '../../../build/core/rng.js';
import { noiseKinds } from '../../../build/data/noise.js';

// Prints, for every kind of noise, a digest of what it makes of inputs of several shapes: another Node has to print the same.
// `node test/data/noise/digests.mjs > test/data/noise/fixtures/digests.json` after a build, when noise is meant to change.
// The inputs are whole numbers divided by powers of two, so that they are the same everywhere too.

const folder = join(import.meta.dirname, 'fixtures/sound');

const shapes = [
  { dims: [28, 28, 1], range: [0, 1] },
  { dims: [32, 32, 3], range: [0, 1] },
  { dims: [17, 23, 3], range: [-1, 1] },
  { dims: [40, 26, 1], range: [0, 255] },
  { dims: [5, 3, 1], range: [0, 1] },
];

const pictures = shapes.map(({ dims, range: [low, high] }) => {
  const stream = rng('digests', ...dims);
  const values = Float32Array.from(
    { length: dims[0] * dims[1] * dims[2] },
    () => low + ((stream.int32() & 255) / 256) * (high - low),
  );
  return { is: 'picture', values, dims, range: [low, high] };
});

const tensors = [
  ...pictures.map((picture) => ({ ...picture, is: 'tensor' })),
  { is: 'tensor', values: pictures[0].values, dims: [28, 28] },
  { is: 'tensor', values: pictures[0].values, dims: [28, 28], deviations: pictures[1].values.slice(0, 28) },
];

const sound = rng('sound');
const heard = Float32Array.from({ length: 2500 }, () => (sound.int32() >> 16) / 65536);
const sounds = [
  { is: 'audio', values: heard, dims: [2500], rate: 16000, length: 2500 },
  { is: 'audio', values: heard, dims: [2500], rate: 8000, length: 2000, range: [-1, 1] },
];

const texts = [
  {
    is: 'text',
    texts: [
      'Well, the 5 quick brown foxes jumped over a lazy dog.',
      'Ünïcode — “quotes”, a@b.example, <tag> and Москва.',
    ],
    dims: [2],
  },
];

/** What kinds without published severities are tried with. */
const levels = {
  uniform: [{ amount: 0.1 }],
  missing: [{ rate: 0.2, fill: 0 }, { rate: 0.2, fill: 'nan', features: [0, 2] }], // prettier-ignore
  white: [{ snr: 10 }],
  pink: [{ snr: 10 }],
  recordings: [{ snr: 5, path: 'voices', voices: 2 }],
  reverberation: [{ mix: 0.5, path: 'room.wav' }],
  'band-limit': [{ low: 300, high: 3400 }],
  gain: [{ decibels: -6 }],
};
const text = [0.1, 0.5].map((rate) => ({ rate, 'min-word': 1, protect: ['urls', 'tags'] }));

const digests = {};
for (const kind of noiseKinds) digests[kind.name] = await digestOf(kind);
process.stdout.write(`${JSON.stringify(digests, null, 2)}\n`);

async function digestOf(kind) {
  const hash = createHash('sha256');
  for (const options of levelsOf(kind)) {
    const opened = { ...kind, ...(await kind.open?.(options, folder)) };
    for (const [at, signal] of [...pictures, ...tensors, ...sounds, ...texts].entries()) {
      if (!opened.on.includes(signal.is) || (opened.needsRange && signal.range === undefined)) continue;
      if (signal.is === 'picture' && opened.channels?.includes(signal.dims[2]) === false) continue;
      const noisy = withNoise(opened, signal, options, rng('digests', at));
      if (signal.is === 'text') hash.update(noisy.texts.join('\n'));
      else hash.update(new Uint8Array(noisy.values.buffer));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function levelsOf({ name, on, ladders }) {
  if (on.includes('text')) return text;
  return levels[name] ?? [...ladders['imagenet-c'], ...ladders['cifar-10-c']];
}
