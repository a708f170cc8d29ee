/**
 * Every sentence people read about a problem, in one file. A code's data is whatever its function takes;
 * `what` says what happened, `todo` what to do. Places and code frames are added where findings are shown.
 */
export const sentences = {
  // files
  FILE_MISSING: (d: { path: string; what: string }) => ({
    what: `${d.what} ${d.path} does not exist`,
    todo: 'Check the path: it is relative to the working directory, by default the root of the git repository.',
  }),
  PATH_OUTSIDE: (d: { path: string }) => ({
    what: `${d.path} leads out of the working directory`,
    todo: 'Move the file inside, or set the working directory to a folder that holds it.',
  }),
  DIGEST_MISMATCH: (d: { path: string; expected: string; actual: string }) => ({
    what: `${d.path} has sha256 ${d.actual}, the policy pins ${d.expected}`,
    todo: 'Restore the pinned file, or change `sha256` in the policy if the new one is meant.',
  }),
  // models
  LFS_POINTER: (d: { path: string }) => ({
    what: `${d.path} is a Git LFS pointer, not the file itself`,
    todo: 'Check out with `lfs: true` (actions/checkout), or run `git lfs pull`.',
  }),
  MODEL_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `${d.path} is not a readable ONNX model: ${d.reason}`,
    todo: 'Export the model again, or check that the file arrived whole.',
  }),
  // decisions: what a check found
  WITHIN_LIMIT: (_: Record<string, never>) => ({ what: 'within its limit', todo: 'Nothing to do.' }),
  LIMIT_EXCEEDED: (_: Record<string, never>) => ({
    what: 'over its limit',
    todo: 'Compress the model less or differently, or change the limit in the policy if this change is meant.',
  }),
  DEGENERATE_ANSWERS: (d: { arm: string; count: number }) => ({
    what: `${d.count} ${d.count === 1 ? 'answer' : 'answers'} of the ${d.arm} model ${d.count === 1 ? 'is' : 'are'} not usable (NaN or infinite), which fails at any limit`,
    todo: 'Look for overflow in the compressed model (float16 beyond 65504, a scale of 0), or keep that layer in float.',
  }),
  BASELINE_DEGENERATE: (d: { count: number }) => ({
    what: `${d.count} ${d.count === 1 ? 'answer' : 'answers'} of the baseline model ${d.count === 1 ? 'is' : 'are'} not usable (NaN or infinite), so there is nothing to compare with`,
    todo: 'Check the inputs and their preprocessing in the policy, then the baseline model itself.',
  }),
  NOT_MEASURED: (d: { reason: string }) => ({
    what: `there is no result: ${d.reason}`,
    todo: 'Mend the cause and run again: a check without a result never counts as passed.',
  }),
  MISSING_SAMPLES: (d: { missing: number; of: number }) => ({
    what: `${d.missing} of ${d.of} samples have no result`,
    todo: 'See which samples failed and why (the findings in report.json), mend the data or the model, and run again.',
  }),
  TOO_FEW_SAMPLES: (d: { n: number; wouldDo: number | null }) => ({
    what:
      d.wouldDo === null
        ? `${d.n} samples do not settle it, and no number of samples would: the measured value is the limit itself`
        : `${d.n} samples do not settle it; about ${d.wouldDo} would if the share stays as it is`,
    todo: 'Add samples to the data set, widen the limit, or use `scope: dataset` to judge these samples alone.',
  }),
  SLICE_UNDECIDED: (_: Record<string, never>) => ({
    what: 'no evidence either way: measured over the limit, or too close to it, on too few samples',
    todo: 'Add samples of this slice, or set `scope: dataset` on it to count exactly.',
  }),
  SLICE_SMALL: (d: { n: number; minSamples: number }) => ({
    what: `${d.n} samples, fewer than the ${d.minSamples} (\`min-samples\`) that make a slice worth judging alone`,
    todo: 'Add samples of this slice; until then it is judged within `(small)`.',
  }),
  NO_CHECKS: (_: Record<string, never>) => ({
    what: 'no check was made',
    todo: 'See that the policy has limits and that `--task`, `--level` and `--target` select some of them.',
  }),
  NOT_FINITE: (_: Record<string, never>) => ({
    what: 'the measured value is not a finite number',
    todo: 'Look at the answers of both models on these samples: a score or a divergence of theirs is undefined.',
  }),
  BELOW_NOISE_FLOOR: (_: Record<string, never>) => ({
    what: 'the limit is tighter than what a model differs from itself by on this machine',
    todo: 'Fix batch and threads of the target in the policy, or widen the limit.',
  }),
  // decisions: samples and processes
  WORKER_CRASHED: (d: { arm: string; sample: string; signal: string }) => ({
    what: `the process that ran the ${d.arm} model was killed (${d.signal}) at sample ${d.sample}`,
    todo: 'Run the model on this sample alone. SIGKILL often means too little memory; SIGSEGV and SIGILL point to the runtime or a damaged model.',
  }),
  WORKER_TIMEOUT: (d: { arm: string; sample: string; seconds: number }) => ({
    what: `the ${d.arm} model gave no answer to sample ${d.sample} within ${d.seconds} s`,
    todo: 'Raise `--timeout` if the model is slow here; otherwise run it on this sample alone to see where it hangs.',
  }),
  SAMPLE_UNREADABLE: (d: { sample: string; reason: string }) => ({
    what: `sample ${d.sample} could not be read: ${d.reason}`,
    todo: 'Mend or remove this sample; a sample that cannot be read is never left out silently.',
  }),
  ARM_GIVEN_UP: (d: { arm: string; crashes: number }) => ({
    what: `the ${d.arm} model was given up after ${d.crashes} crashes`,
    todo: 'Run the model alone on one of the samples named in the findings; its process dies on more than one.',
  }),
  // reports
  REPORT_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `${d.path} is not a readable report: ${d.reason}`,
    todo: 'Give the report.json that `compression-gate run` wrote, whole and unchanged.',
  }),
  REPORT_FORMAT: (d: { path: string; format: string; expected: string }) => ({
    what: `${d.path} has report format ${d.format}, this version reads format ${d.expected}`,
    todo: 'Use the version of compression-gate that wrote the report (its `tool.version`), or run the gate again.',
  }),
  // github: inputs of the action
  INPUT_INVALID: (d: { name: string; value: string; expected: string }) => ({
    what: `The input \`${d.name}\` is "${d.value}", which is not ${d.expected}`,
    todo: `Set \`${d.name}\` under \`with:\` to ${d.expected}, or leave it out.`,
  }),
  INPUT_UNKNOWN: (d: { name: string; known: string }) => ({
    what: `The action has no input \`${d.name}\``,
    todo: `Remove it, or use one of: ${d.known}.`,
  }),
  INPUT_NOT_YET: (d: { name: string }) => ({
    what: `\`${d.name}\` is not available in this version of the action`,
    todo: 'Remove it from the workflow, or use a version of the action that has it.',
  }),
  INPUT_NEEDED: (d: { name: string; command: string }) => ({
    what: `\`command: ${d.command}\` needs the input \`${d.name}\``,
    todo: `Set \`${d.name}\` under \`with:\`.`,
  }),
  INPUT_UNUSED: (d: { name: string; command: string }) => ({
    what: `The input \`${d.name}\` means nothing to \`command: ${d.command}\``,
    todo: `Remove \`${d.name}\`, or use the command that reads it.`,
  }),
  EVENT_UNREADABLE: (d: { reason: string }) => ({
    what: `The event that started this workflow can't be read: ${d.reason}`,
    todo: 'The verdict does not depend on it, but no pull request is known to comment on. Start the job again.',
  }),
  // github: the comment; none of these changes the verdict
  COMMENT_NO_TOKEN: (d: { pullRequest: number }) => ({
    what: `No comment on #${d.pullRequest}: the input \`github-token\` is empty`,
    todo: "Remove `github-token` from the step to use the job's own token, or set `comment: never`.",
  }),
  COMMENT_FORK: (d: { pullRequest: number }) => ({
    what: `No comment on #${d.pullRequest}: it comes from a fork, and GitHub gives such jobs a token that can only read`,
    todo: "The result is in the job summary. To stop asking for comments on forks, add to the step:\n  with:\n    comment: ${{ github.event.pull_request.head.repo.fork && 'never' || 'always' }}",
  }),
  COMMENT_DEPENDABOT: (d: { pullRequest: number }) => ({
    what: `No comment on #${d.pullRequest}: Dependabot started the job, and GitHub gives it a token that can only read`,
    todo: 'The result is in the job summary. Add to the job, then start it again:\n  permissions:\n    contents: read\n    pull-requests: write',
  }),
  COMMENT_PERMISSION: (d: { pullRequest: number }) => ({
    what: `No comment on #${d.pullRequest}: the job's token may not write to pull requests`,
    todo: 'The result is in the job summary. Add to the job:\n  permissions:\n    contents: read\n    pull-requests: write',
  }),
  COMMENT_TOKEN_REFUSED: (d: { pullRequest: number }) => ({
    what: `No comment on #${d.pullRequest}: GitHub does not accept the token (401)`,
    todo: "If `github-token` is a secret, renew it; without that input the job's own token is used.",
  }),
  COMMENT_LOCKED: (d: { pullRequest: number }) => ({
    what: `No comment on #${d.pullRequest}: its conversation is locked`,
    todo: 'The result is in the job summary. Unlock the conversation to have comments again.',
  }),
  COMMENT_NOT_FOUND: (d: { pullRequest: number; repository: string }) => ({
    what: `No comment on #${d.pullRequest}: GitHub answers that it does not exist in ${d.repository} (404)`,
    todo: 'GitHub also answers so when the token may not see it. Add to the job:\n  permissions:\n    contents: read\n    pull-requests: write',
  }),
  COMMENT_RATE_LIMITED: (d: { pullRequest: number; seconds: number | null }) => ({
    what: `No comment on #${d.pullRequest}: GitHub's rate limit is used up${d.seconds === null ? '' : ` for another ${d.seconds} s`}`,
    todo: 'The result is in the job summary. Start the job again later to have the comment.',
  }),
  COMMENT_UNAVAILABLE: (d: { pullRequest: number; status: number }) => ({
    what: `No comment on #${d.pullRequest}: GitHub answered ${d.status} several times`,
    todo: 'The result is in the job summary. Start the job again when GitHub has recovered.',
  }),
  COMMENT_UNREACHABLE: (d: { pullRequest: number; reason: string }) => ({
    what: `No comment on #${d.pullRequest}: GitHub could not be reached (${d.reason})`,
    todo: "The result is in the job summary. Check the runner's network and proxy, then start the job again.",
  }),
  COMMENT_TIMED_OUT: (d: { pullRequest: number; seconds: number }) => ({
    what: `No comment on #${d.pullRequest}: GitHub did not answer within ${d.seconds} s`,
    todo: 'The result is in the job summary. Start the job again to have the comment.',
  }),
  COMMENT_REFUSED: (d: { pullRequest: number; status: number; message: string }) => ({
    what: `No comment on #${d.pullRequest}: GitHub answered ${d.status}, "${d.message}"`,
    todo: 'The result is in the job summary. See what GitHub says about it, or set `comment: never`.',
  }),
  COMMENT_FAILED: (d: { pullRequest: number; reason: string }) => ({
    what: `No comment on #${d.pullRequest}: ${d.reason}`,
    todo: 'The result is in the job summary. This is most likely a mistake in Compression Gate: please report it.',
  }),
  COMMENT_NOT_MINIMISED: (d: { pullRequest: number; reason: string }) => ({
    what: `The earlier comment on #${d.pullRequest} could not be hidden: ${d.reason}`,
    todo: 'The new comment is in place. Hide the earlier one by hand.',
  }),
  // github: files of the job
  SUMMARY_TOO_LARGE: (d: { bytes: number; limit: number }) => ({
    what: `No job summary: it has ${d.bytes} bytes, GitHub takes ${d.limit} for a step`,
    todo: 'The whole result is in the report file, whose path is the output `report-json`.',
  }),
  SUMMARY_UNWRITABLE: (d: { reason: string }) => ({
    what: `The job summary can't be written: ${d.reason}`,
    todo: 'The whole result is in the report file, whose path is the output `report-json`.',
  }),
  OUTPUTS_UNWRITABLE: (d: { reason: string }) => ({
    what: `The outputs of this step can't be written: ${d.reason}`,
    todo: 'Steps that read them get empty text. Check the disk of the runner.',
  }),
  ACTION_CRASHED: (_: { readonly [none: string]: never }) => ({
    what: 'Compression Gate stopped on an error of its own, so there is no result',
    todo: "This is not a verdict on the model. The error is at the end of the job's log: please report it.",
  }),
  // engines
  NATIVE_UNAVAILABLE: (d: { platform: string }) => ({
    what: `the native engine has no binary for ${d.platform}`,
    todo: 'Set `runtime: wasm` for this target: it runs on any machine. Or give a build of your own with `native-dir`.',
  }),
  NATIVE_DIR_WRONG: (d: { path: string; expected: string; found: string }) => ({
    what: `native-dir ${d.path} was expected to hold ${d.expected}, but there is ${d.found}`,
    todo: `Fill it with \`npm install --prefix ${d.path} --ignore-scripts ${d.expected}\` on a machine with a network, or leave native-dir out.`,
  }),
  NATIVE_NOT_FETCHED: (d: { what: string; reason: string }) => ({
    what: `${d.what} could not be fetched with npm: ${d.reason}`,
    todo: 'Let this machine reach your npm registry, or give a folder that holds the engine with `native-dir`, or set `runtime: wasm` for this target.',
  }),
  NATIVE_DAMAGED: (d: { what: string; expected: string; found: string }) => ({
    what: `the archive of ${d.what} is not the pinned one: expected ${d.expected}, got ${d.found}`,
    todo: 'Nothing of it was used. Try again; if it stays so, the registry or a mirror in between serves other bytes: ask who runs it, or use `native-dir`.',
  }),
  NATIVE_CACHE_UNUSABLE: (d: { path: string; reason: string }) => ({
    what: `the native engine can't be kept in ${d.path}: ${d.reason}`,
    todo: 'Make the folder writable, or point RUNNER_TOOL_CACHE to one that is, or use `native-dir` or `runtime: wasm`.',
  }),
  WASM_MISSING: (d: { path: string }) => ({
    what: `the WASM engine is not at ${d.path}`,
    todo: 'Install Compression Gate again: its dist folder is incomplete. In a checkout of the source, run `npm ci`.',
  }),
  // data: opening and reading
  DATA_FORMAT_UNKNOWN: (d: { path: string; known: string }) => ({
    what: `no data format reads ${d.path}; known are ${d.known}`,
    todo: 'Rename the file if its ending is wrong, or convert it to one of these formats (docs/data.md).',
  }),
  DATA_UNREADABLE: (d: { path: string; part: string | null; reason: string }) => ({
    what: `${d.path}${d.part === null ? '' : ` (${d.part})`} can't be read: ${d.reason}`,
    todo: 'Check that the file arrived whole, or write it again (docs/data.md says what is read).',
  }),
  DATA_ENDS_EARLY: (d: { path: string; part: string | null; bytes: number; expected: number }) => ({
    what: `${d.path}${d.part === null ? '' : ` (${d.part})`} ends at byte ${d.bytes}; expected ${d.expected} bytes`,
    todo: 'The file is truncated: copy or write it again.',
  }),
  ARRAY_UNSUPPORTED: (d: { path: string; part: string; holds: string }) => ({
    what: `${d.path} (${d.part}) holds ${d.holds}, which is not read`,
    todo: 'Save it as little-endian numbers, bool or fixed-length text in C order: np.ascontiguousarray(x).astype(…), then np.savez.',
  }),
  ARRAY_LENGTHS_DIFFER: (d: {
    path: string;
    first: string;
    firstLength: number;
    second: string;
    secondLength: number;
  }) => ({
    what: `arrays of ${d.path} have different lengths: ${d.first} has ${d.firstLength} samples, ${d.second} has ${d.secondLength}`,
    todo: 'The first dimension of every array is the sample: save arrays of one length, and anything else in a file of its own.',
  }),
  ROW_BROKEN: (d: { path: string; reason: string }) => ({
    what: `a row of ${d.path} can't be read: ${d.reason}`,
    todo: 'Mend this row; every row is a sample, so none is skipped.',
  }),
  INTEGER_TOO_LARGE: (d: { path: string; sample: string; field: string; value: string }) => ({
    what: `sample ${d.sample} of ${d.path} has ${d.field} = ${d.value}, beyond 2^53 where numbers are no longer exact`,
    todo: 'Save such numbers as text.',
  }),
  FIELD_MISSING: (d: { path: string; field: string; known: string }) => ({
    what: `${d.path} has no field ${d.field}; its fields are ${d.known}`,
    todo: 'Correct the name in the policy, or add the field to the data.',
  }),
  ID_UNUSABLE: (d: { path: string; field: string; row: number; got: string }) => ({
    what: `row ${d.row} of ${d.path} has no usable id: ${d.field} is ${d.got}`,
    todo: 'An id is a text or a whole number, in every row; or leave out `id` to use row numbers.',
  }),
  ID_TWICE: (d: { path: string; id: string; first: number; second: number }) => ({
    what: `the id ${d.id} stands twice in ${d.path}: in rows ${d.first} and ${d.second}`,
    todo: 'Make ids unique, or leave out `id` to use row numbers.',
  }),
  PICTURE_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `picture ${d.path} can't be read: ${d.reason}`,
    todo: 'Save it as PNG, JPEG (not CMYK) or WebP, or take it out of the folder.',
  }),
  NOT_A_PICTURE: (d: { path: string }) => ({
    what: `${d.path} is in a folder of pictures but is none`,
    todo: 'Move it out of the folder, or hide it by a name that starts with a dot.',
  }),
  LINK_TO_FOLDER: (d: { path: string }) => ({
    what: `${d.path} is a link to a folder, which is not followed`,
    todo: 'Put the folder itself in its place, or remove the link.',
  }),
  LABELS_MISMATCH: (d: { path: string; labels: string; missing: 'picture' | 'row' }) => ({
    what:
      d.missing === 'row'
        ? `picture ${d.path} has no row in ${d.labels}`
        : `${d.labels} has a row for ${d.path}, but there is no such picture`,
    todo: 'Every picture has one row, whose `path` is relative to the folder of pictures and written with /.',
  }),
  // data: model inputs
  INPUT_FIELD_MISSING: (d: { input: string; field: string; known: string }) => ({
    what: `input ${d.input} is made from field ${d.field}, which the data does not have; its fields are ${d.known}`,
    todo: 'Name the field under `inputs`: `inputs: { INPUT: { from: FIELD } }`.',
  }),
  INPUT_STEP_INVALID: (d: { input: string; step: string; reason: string }) => ({
    what: `step ${d.step} of input ${d.input} can't be done: ${d.reason}`,
    todo: 'Correct the step under `inputs` (docs/data.md lists the steps).',
  }),
  INPUT_VALUE: (d: { input: string; field: string; sample: string; expected: string; got: string }) => ({
    what: `sample ${d.sample}: field ${d.field} for input ${d.input} is ${d.got}; expected ${d.expected}`,
    todo: 'Correct the field or the steps under `inputs`, or mend the sample.',
  }),
  INPUT_SHAPE: (d: { input: string; field: string; sample: string; expected: string; got: string }) => ({
    what: `sample ${d.sample}: field ${d.field} makes ${d.got} for input ${d.input}; the model declares ${d.expected} (without the batch)`,
    todo: 'Add `resize`, `center-crop`, `layout` or `shape` under `inputs`, or choose another field.',
  }),
  INPUT_NOT_A_NUMBER: (d: { input: string; type: string }) => ({
    what: `input ${d.input} is ${d.type}, which can't hold a NaN`,
    todo: 'Mend the sample: a value is missing or not a number.',
  }),
  INPUT_REFUSES_NOISE: (d: { input: string; type: string }) => ({
    what: `input ${d.input} is ${d.type} and passes through untouched, so noise can't be added to it`,
    todo: 'Use noise on pictures and float inputs only, or say `range` if these whole numbers are measurements.',
  }),
  BATCH_UNEVEN: (d: { first: string; second: string }) => ({
    what: `samples of one batch have different shapes: ${d.first} and ${d.second}`,
    todo: 'Make them equal with `resize`, `center-crop` or `shape` under `inputs`, or use `batch: 1`.',
  }),
} as const;
