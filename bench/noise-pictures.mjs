// Throughput of each kind of noise: nanoseconds per value, and its share of an inference. After `npx tsc -p tsconfig.build.json`:
//   node bench/noise-pictures.mjs
// The strongest severity of the benchmark of that size; `inference` is what one answer costs, in milliseconds.
import { rng } from '../build/core/rng.js';
import { noiseKinds } from '../build/data/noise.js';

const settings = [
  { size: 28, channels: 1, inference: 0.05, ladder: 'cifar-10-c' },
  { size: 224, channels: 3, inference: 20, ladder: 'imagenet-c' },
];

for (const setting of settings) {
  console.log(
    `\n${setting.size} × ${setting.size} × ${setting.channels}, one answer in ${setting.inference} ms\n`,
  );
  console.log('| kind | µs a picture | ns a value | share of an inference |\n| :-- | --: | --: | --: |');
  for (const kind of noiseKinds) if (kind.on.includes('picture')) row(kind, setting);
}

function row(kind, { size, channels, inference, ladder }) {
  if (kind.channels?.includes(channels) === false) return;
  const signal = {
    values: photo(size, channels),
    dims: [size, size, channels],
    range: [0, 1],
    is: 'picture',
  };
  const options = kind.ladders?.[ladder][4] ?? { amount: 0.1 };
  const ms = spent(kind, signal, options);
  const share = ((100 * ms) / inference).toFixed(0);
  const perValue = ((1e6 * ms) / signal.values.length).toFixed(1);
  console.log(`| ${kind.name} | ${(1000 * ms).toFixed(1)} | ${perValue} | ${share} % |`);
}

/** By the processor, so that other work on the machine does not count: the least of five rounds, each of at least 50 ms. */
function spent(kind, signal, options) {
  const rounds = Array.from({ length: 5 }, (_, round) => {
    const start = process.cpuUsage();
    for (let count = 1; ; count += 1) {
      kind.apply(signal, options, rng('bench', round, count));
      const { user, system } = process.cpuUsage(start);
      if (user + system > 50_000) return (user + system) / 1000 / count;
    }
  });
  return Math.min(...rounds);
}

function photo(size, channels) {
  return Float32Array.from({ length: size * size * channels }, (_, at) => ((at * 7) % 256) / 255);
}
