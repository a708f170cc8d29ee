// What noise costs on text and sound, in milliseconds of the processor for a sample: `npm run build && node bench/noise.mjs [--rounds 5]`.
import { join } from 'node:path';
import { rng } from '../build/core/rng.js';
import { kinds } from '../build/kinds.js';

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 5;
const sounds = join(import.meta.dirname, '../test/data/noise/fixtures/sound');

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
};

const levels = {
  white: { snr: 10 },
  pink: { snr: 10 },
  recordings: { snr: 10, path: 'voices', voices: 8 },
  reverberation: { mix: 1, path: 'room.wav' },
  'band-limit': { low: 300, high: 3400 },
  gain: { decibels: -6 },
};

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

for (const kind of kinds.noises) {
  const signal = signals[kind.on[0]];
  if (signal === undefined) continue;
  const level = levels[kind.name] ?? { rate: 0.1 };
  const opened = { ...kind, ...(await kind.open?.(level, sounds)) };
  const times = Array.from({ length: rounds + 1 }, (_, round) => {
    const start = process.cpuUsage();
    for (let sample = 0; sample < 20; sample += 1) opened.apply(signal, level, rng('bench', round, sample));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / 20;
  }).slice(1); // the first makes tables
  const what = signal.is === 'text' ? `${signal.texts[0].length} characters` : '1 s at 16 kHz';
  process.stdout.write(`${kind.name.padEnd(14)} ${what.padEnd(15)} ${median(times).toFixed(3)} ms\n`);
}
