import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What answers in another way on another machine or Node version. */
const locale = [
  ...[
    'localeCompare',
    'toLocaleString',
    'toLocaleDateString',
    'toLocaleTimeString',
    'toLocaleLowerCase',
    'toLocaleUpperCase',
  ].map((property) => ({ property, message: 'Its answer depends on the machine.' })),
  { object: 'Math', property: 'pow', message: 'It differs between Node versions; multiply.' },
];

const machine =
  'Its last bits differ between CPUs and Node versions, and noise must not: + − × ÷ sqrt and tables.';
const inexact = [
  'log',
  'log2',
  'log10',
  'log1p',
  'exp',
  'expm1',
  'sin',
  'cos',
  'tan',
  'cbrt',
  'hypot',
  'tanh',
].map((property) => ({ object: 'Math', property, message: machine }));

const powers = [
  // of bigints it is exact
  {
    selector: "BinaryExpression[operator='**']:not([left.raw=/n$/])",
    message: 'It differs between Node versions; multiply.',
  },
  {
    selector: "AssignmentExpression[operator='**=']",
    message: 'It differs between Node versions; multiply.',
  },
];

const syntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that holds the thing.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  {
    selector: 'ImportExpression',
    message: 'The bundler would split off a chunk, and lose its licences; import at the top.',
  },
  {
    selector: "NewExpression[callee.name='URL'] MetaProperty",
    message: 'The bundler rewrites it to an asset; join(dirname(fileURLToPath(import.meta.url)), …).',
  },
];

const rules = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 60 }],
  'no-restricted-syntax': ['error', ...syntax, ...powers],
  'no-restricted-properties': ['error', ...locale],
  'no-restricted-globals': ['error', { name: 'Intl', message: 'Its answer depends on the machine.' }],
  '@typescript-eslint/consistent-type-assertions': [
    'error',
    { assertionStyle: 'as', objectLiteralTypeAssertions: 'allow' },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'always' }],
  '@typescript-eslint/prefer-nullish-coalescing': 'error', // `value || default` eats a true zero
  '@typescript-eslint/unbound-method': 'off', // nothing of ours uses `this`: classes are for errors only
  '@typescript-eslint/no-unnecessary-type-parameters': 'off', // a kind's own types meet Json at its registry line
  '@typescript-eslint/no-redundant-type-constituents': 'off', // `'score' | MeasureName` tells more than string
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

export default defineConfig(
  { ignores: ['dist/', 'build/', 'coverage/', 'node_modules/', '.scratch/'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules,
  },
  {
    files: ['src/data/noise/**/*.ts', 'src/data/audio/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...locale, ...inexact] },
  },
  {
    files: ['src/core/sentences.ts'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-unused-vars': 'off' },
  }, // every sentence in one file; a code may have data that its words do not use
  {
    // describe() blocks are long by nature, and fixtures hold what they hold
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off', // what a bundler makes of the tests matters to nobody
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
);
