import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Makes dist/, which is committed: build/ → dist/{action,cli,worker} and dist/wasm. Equal sources give equal bytes.
 * The entries are bundled from tsc's JavaScript; the engines stay outside: native is installed when needed, and
 * dist/wasm holds onnxruntime-web under its own name, so that both load with
 * `createRequire(join(directory, '_.js'))('onnxruntime-…')` here and in a checkout alike.
 */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const engine = join(root, 'node_modules/onnxruntime-web');
const entries = ['action', 'cli', 'page', 'worker'];
const engineFiles = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
const license = (name) => readFileSync(join(import.meta.dirname, 'licenses', `${name}.txt`), 'utf8');
const apache = readFileSync(
  join(root, 'node_modules/@stdlib/stats-base-dists-beta-quantile/LICENSE'),
  'utf8',
).trim();

compile();
rmSync(dist, { recursive: true, force: true });
for (const entry of entries) bundle(join(root, 'build', `${entry}.js`), join(dist, entry));
makeExecutable(join(dist, 'cli/index.js'));
bundleEngine(join(dist, 'wasm'));
complain([...forbidden(dist)]);

function compile() {
  rmSync(join(root, 'build'), { recursive: true, force: true });
  // as the tests build, so that they find nothing to build after this
  run('typescript/bin/tsc', [
    '-p',
    'tsconfig.build.json',
    '--incremental',
    '--tsBuildInfoFile',
    'build/.tsbuildinfo',
  ]);
  const schemas = join(import.meta.dirname, 'write-schemas.mjs');
  if (existsSync(schemas)) execFileSync(process.execPath, [schemas], { cwd: root, stdio: 'inherit' });
}

/** Writes index.js (with what it reads at run time beside it), package.json and licenses.txt. */
function bundle(entry, folder) {
  const licenses = join(folder, 'licenses.txt');
  run('@vercel/ncc/dist/ncc/cli.js', [
    'build',
    entry,
    '-o',
    folder,
    '--license',
    'licenses.txt',
    '--no-cache',
    '-q',
  ]);
  writeFileSync(licenses, once(apache, readFileSync(licenses, 'utf8')));
  if (existsSync(join(folder, 'webp.wasm'))) appendFileSync(licenses, `\n${license('codecs')}`); // their packages hold no text
}

/** Two hundred packages of one origin carry the same text; it is printed with the first. */
function once(passage, text) {
  const [head, ...rest] = text.split(passage);
  return rest.length === 0 ? text : `${head}${passage}${rest.join('The same text as above.')}`;
}

/** `#!` must be the first bytes; tsc keeps the source's own, if any, and ncc moves it to the top. */
function makeExecutable(file) {
  const code = readFileSync(file, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(file, `#!/usr/bin/env node\n${code}`);
  chmodSync(file, 0o755);
}

/** CommonJS on purpose: `require` of it works on every Node, and the package's own `import()` of the .mjs stays as it is. */
function bundleEngine(folder) {
  const entry = join(root, 'build/wasm-engine.cjs');
  writeFileSync(entry, "module.exports = require('onnxruntime-web');\n");
  bundle(entry, folder);
  copyFileSync(join(folder, 'index.cjs'), join(folder, 'index.js'));
  rmSync(join(folder, 'index.cjs'));
  for (const file of engineFiles) copyFileSync(join(engine, 'dist', file), join(folder, file));
  writeFileSync(join(folder, 'licenses.txt'), license('onnxruntime'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(engineManifest(), null, 2)}\n`);
}

/** With `exports` the folder resolves its own name, as Node's documentation on self-referencing a package has it. */
function engineManifest() {
  const { name, version } = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8'));
  const files = Object.fromEntries(engineFiles.map((file) => [`./${file}`, `./${file}`]));
  return { name, version, license: 'MIT', type: 'commonjs', exports: { '.': './index.js', ...files } };
}

/** What must not be in dist: paths of this machine, source maps, chunks (their licences would be missed), native code. */
function* forbidden(folder) {
  const paths = ['node_modules', 'build', 'src'].map((part) => join(root, part).replaceAll('\\', '/'));
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((found) =>
    found.isFile(),
  )) {
    const path = join(file.parentPath, file.name);
    if (/\.(map|node|so|dll|dylib)$|^\d+\.index\.js$/.test(file.name))
      yield `${path} does not belong into dist`;
    const text = readFileSync(path, 'latin1').replaceAll('\\\\', '/');
    for (const leak of paths) if (text.includes(leak)) yield `${path} names ${leak}`;
  }
}

function complain(problems) {
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
}

function run(script, args) {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
}
