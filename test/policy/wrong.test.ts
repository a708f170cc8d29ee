import { describe, expect, it } from 'vitest';
import { base, changed, told } from './arrange.js';

/** Behaviour, part of the base policy, what it is replaced by, and what is told of it: code and line:column. */
type Row = readonly [string, string, string, ...(readonly string[])];

const unfolding = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  .map(
    (name, at, names) =>
      `x-${name}: &${name} [${Array(10)
        .fill(at === 0 ? 1 : `*${names[at - 1]}`)
        .join(',')}]\n`,
  )
  .join('');

const boots = `  boots:
    kind: classification
    data: { path: boots.npz }
    levels: { clean: { disagreement: 1% } }
`;

describe('wrong: the file', () => {
  const rows: readonly Row[] = [
    ['text that is no YAML', 'version: 1', 'version: "1', 'YAML_SYNTAX 14:1'],
    ['an empty file', base, '', 'POLICY_EMPTY 1:1'],
    ['a file of comments', base, '# nothing\n', 'POLICY_EMPTY 1:1'],
    ['a list instead of a map', base, '- version: 1\n', 'POLICY_EMPTY 1:1'],
    ['a second document', 'version: 1', 'version: 1\n---\nversion: 2', 'YAML_DOCUMENTS 2:1'],
    ['another YAML version', 'version: 1', '%YAML 1.1\n---\nversion: 1', 'YAML_VERSION 1:1'],
    ['a tag that YAML does not know', 'label: kind', 'label: !secret kind', 'YAML_SYNTAX 10:37'],
    ['a key written twice', 'version: 1', 'version: 1\nversion: 1', 'DUPLICATE_KEY 2:1'],
    [
      'a key written twice deep inside',
      '{ disagreement: 1% }',
      '{ disagreement: 1%, disagreement: 2% }',
      'DUPLICATE_KEY 12:34',
    ],
    ['a key that is a list', 'version: 1', 'version: 1\n? [a]\n: 1', 'BAD_KEY 2:3'],
    ['an alias without anchor', '{ disagreement: 2% }', '*strict', 'ALIAS_UNKNOWN 13:12'],
    ['an alias inside its own value', '{ disagreement: 2% }', '&a { disagreement: *a }', 'ALIAS_LOOP 13:31'],
    [
      'a merge key, and nothing about what it would have brought',
      '    kind: classification\n    data: { path: shoes.npz, label: kind }',
      '    <<: { kind: classification, data: { path: shoes.npz } }',
      'MERGE_KEY 9:5',
    ],
    ['brackets without end', base, '['.repeat(5000), 'POLICY_TOO_LARGE 1:1'],
    ['aliases that unfold without end', base, unfolding, 'POLICY_TOO_LARGE 5:16'],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });
});

describe('wrong: keys and values', () => {
  const rows: readonly Row[] = [
    ['no version', 'version: 1\n', '', 'MISSING_KEY 1:1'],
    ['another version', 'version: 1', 'version: 2', 'POLICY_VERSION 1:10'],
    ['a version in quotes', 'version: 1', 'version: "1"', 'POLICY_VERSION 1:10'],
    [
      'no models',
      'models:\n  baseline: { path: base.onnx }\n  compressed: { path: small.onnx, method: quantized }\n',
      '',
      'MISSING_KEY 1:1',
    ],
    ['no baseline', '  baseline: { path: base.onnx }\n', '', 'MISSING_KEY 2:1'],
    ['no method', ', method: quantized', '', 'MISSING_KEY 4:3'],
    ['an unknown method', 'method: quantized', 'method: quantised', 'WRONG_VALUE 4:43'],
    ['a method of the wrong type', 'method: quantized', 'method: 8', 'WRONG_VALUE 4:43'],
    [
      'a list of methods with a wrong one',
      'method: quantized',
      'method: [quantized, purned]',
      'WRONG_VALUE 4:55',
    ],
    ['a misspelt top-level key, once', 'tasks:', 'taks:', 'UNKNOWN_KEY 7:1'],
    ['a misspelt key', 'kind: classification', 'kind: classification\n    rol: novel', 'UNKNOWN_KEY 10:5'],
    ['a misspelt required key, once', 'levels:', 'levls:', 'UNKNOWN_KEY 11:5'],
    ['a task without kind', '    kind: classification\n', '', 'MISSING_KEY 8:3'],
    ['a misspelt kind', 'kind: classification', 'kind: clasification', 'UNKNOWN_KIND 9:11'],
    ['a kind that is no text', 'kind: classification', 'kind: 3', 'WRONG_TYPE 9:11'],
    ['a task that is no map', '  shoes:\n', '  boots: 3\n  shoes:\n', 'WRONG_TYPE 8:10'],
    ['a task without data', '    data: { path: shoes.npz, label: kind }\n', '', 'MISSING_KEY 8:3'],
    [
      'an unknown role',
      'kind: classification',
      'kind: classification\n    role: novell',
      'WRONG_VALUE 10:11',
    ],
    ['a misspelt noise kind', 'kind: gaussian', 'kind: gausian', 'UNKNOWN_KIND 6:16'],
    ['a noise level without kind', 'kind: gaussian, ', '', 'MISSING_KEY 6:3'],
    ['a noise level without its own key', ', sigma: 0.1', '', 'MISSING_KEY 6:3'],
    ['a key of another noise kind', 'sigma: 0.1', 'sigma: 0.1, amount: 3%', 'UNKNOWN_KEY 6:38'],
    [
      'a bare share of a noise kind',
      '{ kind: gaussian, sigma: 0.1 }',
      '{ kind: impulse, amount: 0.1 }',
      'UNIT_MISSING 6:33',
    ],
    ['a number that is not one', 'sigma: 0.1', 'sigma: .nan', 'WRONG_TYPE 6:33'],
    ['a negative sigma', 'sigma: 0.1', 'sigma: -0.1', 'WRONG_VALUE 6:33'],
    ['a digest that is none', 'path: base.onnx', 'path: base.onnx, sha256: ABC', 'WRONG_VALUE 3:40'],
    ['a half sample', 'label: kind', 'label: kind, take: 0.5', 'WRONG_TYPE 10:49'],
    ['an unknown decision key', 'noise:', 'decision: { on_inconclusive: block }\nnoise:', 'UNKNOWN_KEY 5:13'],
    ['an unknown choice', 'noise:', 'decision: { scope: populations }\nnoise:', 'WRONG_VALUE 5:20'],
    [
      'a confidence that decides nothing',
      'noise:',
      'decision: { confidence: 50% }\nnoise:',
      'CONFIDENCE_RANGE 5:25',
    ],
    [
      'a confidence of a task that nothing reaches',
      'kind: classification',
      'kind: classification\n    confidence: 100%',
      'CONFIDENCE_RANGE 10:17',
    ],
    ['a seed below 0', 'noise:', 'decision: { seed: -1 }\nnoise:', 'WRONG_VALUE 5:19'],
    [
      'a key with camel case',
      'kind: classification',
      'kind: classification\n    confidentAt: 90%',
      'UNKNOWN_KEY 10:5',
    ],
    [
      'an option of another kind',
      'kind: classification',
      'kind: classification\n    tolerance: 5%',
      'UNKNOWN_KEY 10:5',
    ],
    [
      'an unknown score',
      'kind: classification',
      'kind: classification\n    score: top-3',
      'WRONG_VALUE 10:12',
    ],
    [
      'an output read as what the kind cannot be',
      'kind: classification',
      'kind: multilabel\n    output: { is: labels }',
      'WRONG_VALUE 10:19',
    ],
    [
      'an output for one model only',
      'kind: classification',
      'kind: classification\n    output: { baseline: a }',
      'MISSING_KEY 10:5',
    ],
    [
      'two thresholds',
      'kind: classification',
      'kind: multilabel\n    threshold: 40%\n    output: { threshold: 50% }',
      'THRESHOLD_TWICE 11:26',
    ],
    [
      'inputs for one model only',
      'kind: classification',
      'kind: classification\n    inputs: { baseline: { x: {} } }',
      'MISSING_KEY 10:5',
    ],
    [
      'an unknown step',
      'kind: classification',
      'kind: classification\n    inputs: { x: { rescal: 1/255 } }',
      'UNKNOWN_KEY 10:20',
    ],
    [
      'a step that is no number',
      'kind: classification',
      'kind: classification\n    inputs: { x: { rescale: 1/0 } }',
      'WRONG_VALUE 10:29',
    ],
    [
      'a step with a half of its keys',
      'kind: classification',
      'kind: classification\n    inputs: { x: { resize: { width: 3 } } }',
      'MISSING_KEY 10:20',
    ],
    [
      'a source of another form',
      'kind: classification',
      'kind: classification\n    inputs: { x: { from: { all_but: [y] } } }',
      'UNKNOWN_KEY 10:28',
    ],
    ['a path that leads out', 'path: base.onnx', 'path: ../base.onnx', 'PATH_OUTSIDE 3:21'],
    ['an absolute path', 'path: shoes.npz', 'path: /data/shoes.npz', 'PATH_OUTSIDE 10:19'],
    [
      'a list with nothing in it',
      'path: base.onnx',
      'path: base.onnx, ignore-outputs: []',
      'WRONG_VALUE 3:48',
    ],
    ['a name that JavaScript keeps for itself', '  shoes:\n', '  __proto__:\n', 'BAD_NAME 8:3'],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });
});

describe('wrong: sources', () => {
  const model = '{ path: base.onnx }';
  const digest = 'a'.repeat(64);
  const rows: readonly Row[] = [
    ['a model from nowhere', model, '{ ignore-outputs: [x] }', 'MISSING_KEY 3:3'],
    ['data from nowhere', 'path: shoes.npz, ', '', 'MISSING_KEY 10:5'],
    ['a misspelt source, told once', model, '{ pth: base.onnx }', 'UNKNOWN_KEY 3:15'],
    ['a model from two places', model, '{ path: base.onnx, git: main:base.onnx }', 'SOURCE_TWICE 3:32'],
    [
      'data from two places, one of them inherited',
      'tasks:',
      'defaults: { data: { git: main:shoes.npz } }\ntasks:',
      'SOURCE_TWICE 11:13',
    ],
    ['an address without digest', model, '{ url: https://example.org/base.onnx }', 'MISSING_KEY 3:3'],
    [
      'data behind an address without digest',
      'path: shoes.npz',
      'url: https://a.org/s.npz',
      'MISSING_KEY 10:5',
    ],
    [
      'an address that is not https',
      model,
      `{ url: http://a.org/b.onnx, sha256: ${digest} }`,
      'WRONG_VALUE 3:20',
    ],
    [
      'an address with a password',
      model,
      `{ url: https://me:pw@a.org/b, sha256: ${digest} }`,
      'WRONG_VALUE 3:20',
    ],
    [
      'a name that begins like the loopback',
      model,
      `{ url: http://127.0.0.1.a.org/b, sha256: ${digest} }`,
      'WRONG_VALUE 3:20',
    ],
    ['a path that is an address', 'path: shoes.npz', 'path: https://a.org/shoes.npz', 'WRONG_VALUE 10:19'],
    ['git without a ref', model, '{ git: base.onnx }', 'WRONG_VALUE 3:20'],
    ['git with an option', model, '{ git: "-x:base.onnx" }', 'WRONG_VALUE 3:20'],
    ['git with a path from the root of the machine', model, '{ git: main:/base.onnx }', 'WRONG_VALUE 3:20'],
    ['a hub without revision', model, '{ hub: acme/shoes/base.onnx }', 'WRONG_VALUE 3:20'],
    ['a hub without file', model, '{ hub: acme/shoes@main }', 'WRONG_VALUE 3:20'],
    ['a hub with dots', model, '{ hub: acme/shoes/../x@main }', 'WRONG_VALUE 3:20'],
    ['a hub at a revision of dots', model, '{ hub: acme/shoes/x@.. }', 'WRONG_VALUE 3:20'],
    ['a digest that is none', model, '{ hub: acme/shoes/x@main, sha256: abc }', 'WRONG_VALUE 3:47'],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });
});

describe('wrong: planned and not built', () => {
  const rows: readonly Row[] = [
    ['waivers', 'noise:', 'waivers: []\nnoise:', 'NOT_BUILT 5:1'],
    ['extends', 'version: 1', 'version: 1\nextends: other.yml', 'NOT_BUILT 2:1'],
    ['adaptive sampling', 'noise:', 'decision: { sampling: adaptive }\nnoise:', 'NOT_BUILT 5:23'],
    [
      'class names behind an address',
      'label: kind',
      'label: kind, names: https://example.org/names.txt',
      'NOT_BUILT 10:50',
    ],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });
});

describe('wrong: units', () => {
  const rows: readonly Row[] = [
    ['a share without unit', 'disagreement: 1%', 'disagreement: 5', 'UNIT_MISSING 12:30'],
    ['a small share without unit', 'disagreement: 1%', 'disagreement: 0.05', 'UNIT_MISSING 12:30'],
    ['a share in quotes without unit', 'disagreement: 1%', 'disagreement: "0.05"', 'UNIT_MISSING 12:30'],
    ['points where a share is meant', 'disagreement: 1%', 'disagreement: 1pp', 'UNIT_WRONG 12:30'],
    ['a share where points are meant', 'disagreement: 1%', 'score-drop: 1%', 'UNIT_WRONG 12:28'],
    ['points without unit', 'disagreement: 1%', 'score-drop: 1', 'UNIT_MISSING 12:28'],
    ['a share where nats are meant', 'disagreement: 1%', 'divergence: 2%', 'UNIT_WRONG 12:28'],
    ['more than everything', 'disagreement: 1%', 'disagreement: 101%', 'LIMIT_ABOVE_ALL 12:30'],
    ['a negative share', 'disagreement: 1%', 'disagreement: -1%', 'LIMIT_NEGATIVE 12:30'],
    ['a limit that is not a number', 'disagreement: 1%', 'disagreement: .nan', 'LIMIT_NOT_FINITE 12:30'],
    ['a limit without end', 'disagreement: 1%', 'divergence: .inf', 'LIMIT_NOT_FINITE 12:28'],
    ['words', 'disagreement: 1%', 'disagreement: few', 'LIMIT_UNREADABLE 12:30'],
    ['a decimal comma', 'disagreement: 1%', 'disagreement: "1,5%"', 'LIMIT_UNREADABLE 12:30'],
    ['nothing', 'disagreement: 1%', 'disagreement:', 'LIMIT_UNREADABLE 12:30'],
    ['true', 'disagreement: 1%', 'disagreement: true', 'LIMIT_UNREADABLE 12:30'],
    ['a list', 'disagreement: 1%', 'disagreement: [1%]', 'LIMIT_UNREADABLE 12:30'],
    [
      'more digits than can be compared',
      'disagreement: 1%',
      'disagreement: 0.12345678901234567%',
      'LIMIT_TOO_PRECISE 12:30',
    ],
    [
      'a limit per label without unit',
      'disagreement: 1%',
      'negative-flips: { unsafe: 0, safe: 2 }',
      'UNIT_MISSING 12:51',
    ],
    ['no label in a limit per label', 'disagreement: 1%', 'negative-flips: {}', 'WRONG_VALUE 12:32'],
    [
      'labels where the limit has none',
      'disagreement: 1%',
      'disagreement: { unsafe: 0 }',
      'WRONG_TYPE 12:30',
    ],
    [
      'a size without unit',
      'method: quantized',
      'method: quantized, limits: { size: 0.3 }',
      'UNIT_MISSING 4:70',
    ],
    [
      'confident-at without unit',
      'kind: classification',
      'kind: classification\n    confident-at: 0.9',
      'UNIT_MISSING 10:19',
    ],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });
});

describe('wrong: tasks, levels and limits', () => {
  const rows: readonly Row[] = [
    ['no tasks', 'tasks:\n', 'tasks: {}\nx-rest:\n', 'NO_TASKS 7:1'],
    [
      'a task without levels',
      '    levels:\n      clean: { disagreement: 1% }\n      dim: { disagreement: 2% }\n',
      '    levels: {}\n',
      'TASK_WITHOUT_LEVELS 8:3',
    ],
    ['a level without limit', 'clean: { disagreement: 1% }', 'clean: {}', 'LEVEL_WITHOUT_LIMIT 12:7'],
    ['a level that is nothing', 'clean: { disagreement: 1% }', 'clean:', 'WRONG_TYPE 12:13'],
    [
      'a misspelt level, and nothing about the level that was meant',
      '      dim:',
      '      dimm:',
      'UNKNOWN_LEVEL 13:7',
    ],
    ['an unknown level', 'clean:', 'bright:', 'UNKNOWN_LEVEL 12:7'],
    [
      'patterns that are none, or match nothing',
      'dim: { kind: gaussian, sigma: 0.1 }',
      'dim: { kind: typos, sigma: 0.1, protect: [urls, "/(/", "/a*/", "/a+/"] }',
      'PATTERN_INVALID 6:51',
      'PATTERN_INVALID 6:58',
    ],
    ['noise that moves what labels point at', 'kind: gaussian', 'kind: elastic', 'NOISE_MOVES 13:7'],
    ['a noise level that no task uses', '      dim: { disagreement: 2% }\n', '', 'NOISE_UNUSED 6:3'],
    [
      'a noise level called clean',
      '  dim: {',
      '  clean: { kind: gaussian, sigma: 1 }\n  dim: {',
      'NOISE_RESERVED 6:3',
    ],
    ['a misspelt limit', '{ disagreement: 1% }', '{ disagrement: 1% }', 'UNKNOWN_KEY 12:16'],
    [
      'a limit that the kind does not have',
      'kind: classification',
      'kind: ranking',
      'LIMIT_NOT_IN_KIND 12:16',
      'LIMIT_NOT_IN_KIND 13:14',
    ],
    [
      'a limit that needs labels, without them',
      ', label: kind }\n    levels:\n      clean: { disagreement: 1% }',
      ' }\n    levels:\n      clean: { negative-flips: 1% }',
      'LIMIT_NEEDS_LABELS 12:16',
    ],
    [
      'a limit that needs confidence, with labels for output',
      'label: kind }\n    levels:\n      clean: {',
      'label: kind }\n    output: { is: labels }\n    levels:\n      clean: { confident-flips: 1%,',
      'LIMIT_NEEDS_CONFIDENCE 13:16',
    ],
    [
      'a gap between clean and itself',
      '{ disagreement: 1% }',
      '{ robustness-gap: 1pp }',
      'GAP_AT_CLEAN 12:16',
    ],
    [
      'a guardrail of a kind without changed answers',
      'kind: classification',
      'kind: ranking\n    role: guardrail',
      'GUARDRAIL_KIND 10:11',
      'LIMIT_NOT_IN_KIND 13:16',
      'LIMIT_NOT_IN_KIND 14:14',
    ],
    [
      'a slice without limit',
      '    levels:',
      '    slices: { colour: { min-samples: 5 } }\n    levels:',
      'SLICE_WITHOUT_LIMIT 11:15',
    ],
    [
      'a slice limit that no level bounds',
      '    levels:',
      '    slices: { colour: { error: 5% } }\n    levels:',
      'SLICE_LIMIT_UNBOUNDED 11:25',
    ],
    [
      'a slice limit that needs labels',
      ', label: kind }\n    levels:',
      ' }\n    slices: { colour: { error: 5% } }\n    levels:',
      'LIMIT_NEEDS_LABELS 11:25',
    ],
    [
      'a pair of models that no task judges',
      'kind: classification',
      'kind: classification\n    models: { baseline: { path: a.onnx }, compressed: { path: b.onnx, method: other } }',
      'MODELS_UNUSED 4:15',
    ],
    [
      'a distilled model without novel inputs',
      'method: quantized',
      'method: [quantized, distilled]',
      'DISTILLED_WITHOUT_NOVEL 4:55',
    ],
    [
      'an exemption without reason',
      'method: quantized',
      'method: { distilled: { without: novel } }',
      'MISSING_KEY 4:45',
    ],
    [
      'an exemption from something else',
      'method: quantized',
      'method: { pruned: { without: novel, reason: r } }',
      'WRONG_VALUE 4:64',
    ],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });

  it('a pruned model and a primary task without noise', () => {
    expect(told(changed('method: quantized', 'method: pruned') + boots)).toEqual([
      'PRUNED_WITHOUT_NOISE 14:3',
    ]);
  });

  it('a pruned model of one task only', () => {
    const models = '{ baseline: { path: a.onnx }, compressed: { path: b.onnx, method: pruned } }';
    expect(told(base + boots + `    models: ${models}\n`)).toEqual(['PRUNED_WITHOUT_NOISE 14:3']);
  });

  it('a guardrail without label may still not name labels', () => {
    const guarded = boots.replace('disagreement: 1%', 'negative-flips: 0') + '    role: guardrail\n';
    expect(told(base + guarded)).toEqual(['LIMIT_NEEDS_LABELS 17:24']);
  });
});

describe('wrong: targets', () => {
  const rows: readonly Row[] = [
    ['no target at all', 'noise:', 'targets: {}\nnoise:', 'WRONG_VALUE 5:10'],
    ['a target without runtime', 'noise:', 'targets: { native: {} }\nnoise:', 'MISSING_KEY 5:12'],
    ['an unknown runtime', 'noise:', 'targets: { native: { runtime: cuda } }\nnoise:', 'WRONG_VALUE 5:31'],
    [
      'a recording without its folder',
      'noise:',
      'targets: { native: { runtime: native }, phone: { runtime: recording } }\nnoise:',
      'MISSING_KEY 5:41',
    ],
    [
      'a recording that is to be run',
      'noise:',
      'targets: { native: { runtime: native }, phone: { runtime: recording, path: rec, threads: 2 } }\nnoise:',
      'RECORDING_KEY 5:81',
    ],
    [
      'a folder of an engine',
      'noise:',
      'targets: { native: { runtime: native, path: rec } }\nnoise:',
      'PATH_WITHOUT_RECORDING 5:39',
    ],
    [
      'a target that would run a recording',
      'compressed: { path: small.onnx, method: quantized }',
      'compressed: { recording: rec, method: quantized }\ntargets: { native: { runtime: native }, wasm: { runtime: wasm } }',
      'RECORDING_NOT_RUN 5:41',
    ],
    ['a target name with a dot', 'noise:', 'targets: { a.b: { runtime: native } }\nnoise:', 'BAD_NAME 5:12'],
    ['a reference that is no target', 'noise:', 'reference: nativ\nnoise:', 'UNKNOWN_TARGET 5:12'],
    [
      'a reference that may be left out',
      'noise:',
      'targets: { native: { runtime: native, required: false } }\nnoise:',
      'REFERENCE_OPTIONAL 5:49',
    ],
    [
      'limits on the reference',
      'noise:',
      'targets: { native: { runtime: native, limits: { disagreement: 1% } } }\nnoise:',
      'REFERENCE_LIMITED 5:39',
    ],
    [
      'a target with an unknown task',
      'noise:',
      'targets: { native: { runtime: native, tasks: [shoe] } }\nnoise:',
      'UNKNOWN_TASK 5:47',
    ],
    [
      'a target limit that no task has',
      'noise:',
      'targets: { native: { runtime: native }, wasm: { runtime: wasm, limits: { rank-loss: 1 } } }\nnoise:',
      'TARGET_LIMIT_UNUSED 5:74',
    ],
    [
      'a target limit without unit',
      'noise:',
      'targets: { native: { runtime: native }, wasm: { runtime: wasm, limits: { disagreement: 1 } } }\nnoise:',
      'UNIT_MISSING 5:88',
    ],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });

  it('a task on no required target', () => {
    const targets =
      'targets: { native: { runtime: native, tasks: [shoes] }, b: { runtime: wasm, required: false } }';
    expect(told(`${base}${boots}${targets}\n`)).toEqual(['TASK_ON_NO_TARGET 14:3']);
  });
});

describe('wrong: defaults', () => {
  const rows: readonly Row[] = [
    [
      'a misspelt key, once for all tasks',
      'tasks:',
      'defaults: { outptu: logits }\ntasks:',
      'UNKNOWN_KEY 7:13',
    ],
    [
      'a limit without unit, once for all tasks',
      'tasks:',
      'defaults: { levels: { clean: { error: 0.05 } } }\ntasks:',
      'UNIT_MISSING 7:39',
    ],
    [
      'an unknown level',
      'tasks:',
      'defaults: { levels: { dark: { error: 5% } } }\ntasks:',
      'UNKNOWN_LEVEL 7:23',
    ],
    [
      'a kind that no task has',
      'tasks:\n  shoes:\n    kind: classification\n',
      'defaults: { kind: clasification }\ntasks:\n  shoes:\n',
      'WRONG_VALUE 7:19',
    ],
    ['defaults that are no map', 'tasks:', 'defaults: 3\ntasks:', 'WRONG_TYPE 7:11'],
    [
      'a null that removes the only limit',
      '      clean: { disagreement: 1% }\n      dim: { disagreement: 2% }\n',
      '      clean: { error: null }\n      dim: { disagreement: 2% }\ndefaults: { levels: { clean: { error: 5% } } }\n',
      'LEVEL_WITHOUT_LIMIT 12:7',
    ],
    [
      'a null where nothing is removed',
      'clean: { disagreement: 1% }',
      'clean: { disagreement: null }',
      'LIMIT_UNREADABLE 12:30',
    ],
    [
      'a null where nothing is inherited',
      'kind: classification',
      'kind: classification\n    output: null',
      'WRONG_TYPE 10:13',
    ],
  ];
  it.each(rows)('%s', (_, from, to, ...expected) => {
    expect(told(changed(from, to))).toEqual(expected);
  });
});
