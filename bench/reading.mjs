// What reading costs beside what can't be avoided, by the processor. After `npm run build`: node bench/reading.mjs
// Parquet against hyparquet alone, sound against its decoder alone; log-mel features per clip of 30 seconds.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import decodeWav from '@audio/decode-wav';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { parquetWriteFile } from 'hyparquet-writer';
import { rng, shuffled } from '../build/core/rng.js';
import { kinds } from '../build/kinds.js';

const folder = mkdtempSync(join(tmpdir(), 'reading-'));
try {
  await parquet();
  await sounds();
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`load ${loadavg()[0].toFixed(1)}`);

async function parquet() {
  const [rows, width] = [20_000, 64];
  const path = join(folder, 'rows.parquet');
  const { uniform } = rng('parquet');
  const vectors = Array.from({ length: rows }, () => Array.from({ length: width }, uniform));
  const text = vectors.map((_, at) => `This is the text of row ${at}, and it is not long.`);
  const kind = vectors.map((_, at) => at % 10);
  await parquetWriteFile({
    filename: path,
    columnData: [
      { name: 'kind', data: kind, type: 'INT32' },
      { name: 'text', data: text, type: 'STRING' },
      { name: 'vector', data: vectors },
    ],
  });
  const peer = await spent(async () => parquetReadObjects({ file: await asyncBufferFromFile(path) }));
  let data;
  const opened = await spent(async () => {
    const scratch = join(folder, `scratch-${Math.random()}`);
    mkdirSync(scratch);
    data = await kinds.openDataset({ path, shown: 'rows.parquet', scratch, options: {} });
    await data.read(0, data.fields); // columns are laid out when they are first asked for
  });
  const order = shuffled(rows, rng('order'));
  const read = await spent(async () => {
    for (const row of order) await data.read(row, data.fields);
  });
  await data.close();
  const megabytes = (statSync(path).size / 1e6).toFixed(1);
  console.log(
    `parquet, ${rows} rows of a number, a text and ${width} doubles (${megabytes} MB): hyparquet alone, all rows ${ms(peer)}; ` +
      `open and lay out ${ms(opened)}; every row in random order ${ms(read)}, ${((1000 * read) / rows).toFixed(1)} µs a row; ` +
      `together ${((opened + read) / peer).toFixed(2)} × hyparquet`,
  );
}

async function sounds() {
  const [files, seconds, rate] = [40, 10, 44_100];
  const clips = join(folder, 'clips');
  mkdirSync(clips);
  for (let at = 0; at < files; at += 1)
    writeFileSync(join(clips, `${at}.wav`), wav(seconds * rate, rate, at));
  const peer = await spent(async () => {
    for (let at = 0; at < files; at += 1) decodeWav(new Uint8Array(readFileSync(join(clips, `${at}.wav`))));
  });
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  const data = await kinds.openDataset({ path: clips, shown: 'clips', scratch, options: {} });
  const [field] = data.fields;
  const read = await spent(async () => {
    for (let at = 0; at < files; at += 1) await data.read(at, [field]);
  });
  const made = (steps, dims) => {
    const spec = { input: 'x', from: { fields: [field] }, steps, place: { file: '', line: 1, column: 1 } };
    return kinds.compileInput(spec, { name: 'x', type: 'float32', dims }, { directory: folder, fields: data.fields, except: [] }); // prettier-ignore
  };
  const wave = made({ 'sample-rate': 16_000, seconds }, ['N', seconds * 16_000]);
  const mel = made({ 'sample-rate': 16_000, seconds: 30, features: 'log-mel' }, ['N', 80, 3000]);
  const samples = await Promise.all(Array.from({ length: 4 }, (_, at) => data.read(at, [field])));
  const resampled = await spent(() => samples.forEach((sample) => wave.make(sample)));
  const features = await spent(() => samples.forEach((sample) => mel.make(sample)));
  await data.close();
  console.log(
    `sound, ${files} WAV of ${seconds} s at 44.1 kHz, 16 bits: decoder alone ${ms(peer / files)} a file, read ${ms(read / files)} ` +
      `(${(read / peer).toFixed(2)} ×); resampled to 16 kHz ${ms(resampled / 4)}; log-mel of 30 s, resampling included, ${ms(features / 4)}`,
  );
}

/** Milliseconds of the processor: the least of five. */
async function spent(act) {
  let least = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const start = process.cpuUsage();
    await act();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function ms(time) {
  return `${time.toFixed(time < 10 ? 2 : 0)} ms`;
}

/** A tone with noise, as a WAV file of one channel. */
function wav(length, rate, seed) {
  const { uniform } = rng('wav', seed);
  const bytes = Buffer.alloc(44 + 2 * length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * length, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * length, 40);
  for (let at = 0; at < length; at += 1)
    bytes.writeInt16LE(Math.round(9000 * Math.sin(at / 17) + 500 * uniform()), 44 + 2 * at);
  return bytes;
}
