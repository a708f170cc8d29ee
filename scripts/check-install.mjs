import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNative } from '../build/sources/engine.js';

/** Installs the pinned native engine into a folder through npm, as an action on a new machine does, and loads it. */
const toolCache = process.argv[2];
if (toolCache === undefined) throw new Error('usage: check-install.mjs FOLDER');

const from = mkdtempSync(join(tmpdir(), 'gate-no-engine-')); // Node resolves nothing from here
const find = () => findNative({ from, toolCache, progress: (line) => console.log(line) });
const directory = await find();
const { env } = createRequire(join(directory, '_.js'))('onnxruntime-node');
if ((await find()) !== directory) throw new Error('a second look found another directory');
console.log(`onnxruntime-node ${env.versions.node} loads from ${directory}`);
