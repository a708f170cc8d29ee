/** A model against itself fed token by token: changed answers, share of changed tokens, nats per token (null: not known). */
type Prefilled = {
  readonly model: string;
  readonly count: number;
  readonly n: number;
  readonly tokens: number | null;
  readonly nats: number | null;
};

/** How one shard differs from those it was given with. */
type ForeignShard = { readonly path: string; readonly found: string; readonly expected: string };

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
  GROUP_INVALID: (d: { sample: string; field: string }) => ({
    what: `sample ${d.sample} belongs to no group: its \`${d.field}\` is empty or no single value`,
    todo: 'Every sample needs the name or number of its document, speaker or session.',
  }),
  DATA_EMPTY: (d: { path: string }) => ({
    what: `${d.path} holds no samples`,
    todo: 'A task without samples decides nothing: give it data, or remove the task.',
  }),
  FIELD_UNKNOWN: (d: { field: string; path: string; fields: readonly string[] }) => ({
    what: `${d.path} has no field \`${d.field}\``,
    todo: `It has: ${d.fields.join(', ')}.`,
  }),
  // verify
  VERIFY_VERDICT: (d: { verdict: string }) => ({
    what: `the report's verdict is ${d.verdict}`,
    todo: 'Only a passing verdict lets an artifact be deployed, whatever exit code the run was told to give.',
  }),
  VERIFY_PARTIAL: (_: Record<string, never>) => ({
    what: 'the report is of a run that was narrowed to a part of its policy',
    todo: 'Run the whole policy: without --task, --level and --target.',
  }),
  VERIFY_MODEL: (d: { path: string; actual: string; expected: string }) => ({
    what: `${d.path} is not the model that was judged: its sha256 is ${d.actual}, the report's is ${d.expected}`,
    todo: 'Deploy the judged file, or run the gate on this one.',
  }),
  VERIFY_POLICY: (d: { path: string; actual: string; expected: string }) => ({
    what: `${d.path} is not the policy that judged: its sha256 is ${d.actual}, the report's is ${d.expected}`,
    todo: 'Run the gate with the policy as it is now.',
  }),
  // shards
  SHARD_PARTIAL: (_: Record<string, never>) => ({
    what: 'a shard of a narrowed run was asked for',
    todo: 'Leave --task, --level and --target out: shards are parts of the whole policy.',
  }),
  SHARD_NUMBER: (d: { value: string }) => ({
    what: `"${d.value}" is no shard number`,
    todo: 'Write I/N, for example 2/5 for the second of five; N is at most 1000.',
  }),
  NOTHING_TO_CORRECT: (_: Record<string, never>) => ({
    what: 'no corrected model was written: no layer was found whose putting back to float was measured to help',
    todo: 'Read the layers above; what was pruned or distilled into other shapes can only be trained again.',
  }),
  SHARD_ONLY_EVALUATES: (d: { option: string }) => ({
    what: `a shard judges nothing, so there is nothing for ${d.option}`,
    todo: 'Leave the option out; `diagnose` and `case` look at the models on one machine.',
  }),
  CASE_UNKNOWN: (d: { task: string; sample: string }) => ({
    what: `task \`${d.task}\` has no sample \`${d.sample}\``,
    todo: 'Names of samples are in disagreements.jsonl; with `take` only those of its part are there.',
  }),
  CASE_IMPOSSIBLE: (d: { task: string; finding: string }) => ({
    what: `task \`${d.task}\` can not be evaluated (${d.finding})`,
    todo: '`validate` says why.',
  }),
  CASES_NOT_SHOWN: (d: { reason: string }) => ({
    what: `changed inputs could not be looked at again: ${d.reason}`,
    todo: 'The verdict is not touched by it; disagreements.jsonl has every changed answer.',
  }),
  NOT_EXPLAINED: (d: { reason: string }) => ({
    what: `why the check fails could not be found out: ${d.reason}`,
    todo: 'The verdict is not touched by it. Run `compression-gate diagnose` where both models run.',
  }),
  SHARD_WITHOUT_FILE: (_: Record<string, never>) => ({
    what: 'a shard needs a file to be written to',
    todo: 'Add --json FILE; `merge` reads these files.',
  }),
  SHARDS_NONE: (_: Record<string, never>) => ({
    what: 'there is no shard to merge',
    todo: 'Give the files that `run --shard` wrote.',
  }),
  SHARD_UNREADABLE: (d: { path: string }) => ({
    what: `${d.path} is no shard of an evaluation`,
    todo: 'Give the files that `run --shard` wrote, and nothing else.',
  }),
  SHARD_EMPTY: (d: { path: string }) => ({
    what: `the shard ${d.path} is an empty file`,
    todo: 'See why the job did not write it, run that shard again, and merge again.',
  }),
  SHARD_TRUNCATED: (d: { path: string }) => ({
    what: `the shard ${d.path} is cut short: it does not end with its digest`,
    todo: 'The run that wrote it was stopped, or the file was not copied whole. Run that shard again, and merge again.',
  }),
  SHARD_CHANGED: (d: { path: string }) => ({
    what: `the shard ${d.path} was changed after it was written: its digest does not fit`,
    todo: 'Take the file as the job delivered it, or run that shard again.',
  }),
  SHARD_FORMAT: (d: { path: string; format: number; expected: number }) => ({
    what: `the shard ${d.path} has format ${d.format}, this version reads formats up to ${d.expected}`,
    todo: 'Merge with the version of compression-gate that wrote it, or a newer one.',
  }),
  SHARD_OTHER_VERSION: (d: ForeignShard) => ({
    what: `the shard ${d.path} was written by version ${d.found} of compression-gate, the others by ${d.expected}`,
    todo: 'Use one version for all shards: pin the action to a full version, and run them again.',
  }),
  SHARD_OTHER_COUNT: (d: ForeignShard) => ({
    what: `the shard ${d.path} is one of ${d.found}, the others are of ${d.expected}`,
    todo: 'Merge the shards of one division only.',
  }),
  SHARD_OTHER_SEED: (d: ForeignShard) => ({
    what: `the shard ${d.path} was evaluated with seed ${d.found}, the others with ${d.expected}`,
    todo: 'Run all shards with one policy.',
  }),
  SHARD_OTHER_MODELS: (d: ForeignShard) => ({
    what: `the shard ${d.path} is of other models than the others (${d.found}, not ${d.expected})`,
    todo: 'Run all shards on the same model files, from one commit or one artifact.',
  }),
  SHARD_OTHER_DATA: (d: ForeignShard) => ({
    what: `the shard ${d.path} is of other data than the others (${d.found}, not ${d.expected})`,
    todo: 'Run all shards on the same data files.',
  }),
  SHARD_OTHER_POLICY: (d: ForeignShard) => ({
    what: `the shard ${d.path} was evaluated by another policy (${d.found}, not ${d.expected})`,
    todo: 'Run all shards with one policy, from one commit.',
  }),
  SHARD_OTHER_ENGINES: (d: ForeignShard) => ({
    what: `the shard ${d.path} was evaluated by ${d.found}, the others by ${d.expected}`,
    todo: 'Run all shards with the same version of ONNX Runtime.',
  }),
  SHARD_OTHER_PLAN: (d: ForeignShard) => ({
    what: `the shard ${d.path} is of another evaluation than the others (${d.found}, not ${d.expected}), though policy, models and data are the same`,
    todo: 'See the other findings for what could not be evaluated where it ran, and run that shard again.',
  }),
  SHARD_DOUBLED: (d: { index: number; of: number; paths: readonly string[] }) => ({
    what: `shard ${d.index} of ${d.of} is there ${d.paths.length} times: ${d.paths.join(', ')}`,
    todo: 'Give each shard once; nothing says which of them is right.',
  }),
  SHARD_MISSING: (d: { missing: readonly number[]; of: number }) => ({
    what: `${d.missing.length === 1 ? 'shard' : 'shards'} ${d.missing.join(', ')} of ${d.of} ${d.missing.length === 1 ? 'is' : 'are'} missing`,
    todo: 'See why the job did not deliver, run that shard again, and merge again.',
  }),
  CACHE_BROKEN: (d: { path: string }) => ({
    what: `the kept answers ${d.path} are damaged`,
    todo: 'Nothing to do: they were made again.',
  }),
  // recordings
  RECORDING_UNFINISHED: (d: { path: string }) => ({
    what: `there is no recording in ${d.path}: no recording.json, which is written last`,
    todo: 'See why nothing was recorded to its end there, and record again.',
  }),
  RECORDING_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `the recording ${d.path} can't be read: ${d.reason}`,
    todo: 'docs/recordings.md says what a recording holds, schemas/recording.schema.json how its recording.json is formed.',
  }),
  RECORDING_FORMAT: (d: { path: string; format: number; expected: number }) => ({
    what: `the recording ${d.path} has format ${d.format}; this version reads up to ${d.expected}`,
    todo: 'A newer version wrote it: update Compression Gate, or record again with this one.',
  }),
  RECORDING_FILE_MISSING: (d: { path: string; file: string }) => ({
    what: `the recording ${d.path} has no file ${d.file}`,
    todo: 'Copy the whole folder.',
  }),
  RECORDING_TRUNCATED: (d: { path: string; file: string; bytes: number; expected: number }) => ({
    what: `${d.file} of the recording ${d.path} ends early: ${d.bytes} of ${d.expected} bytes`,
    todo: 'Copy it again, or record again.',
  }),
  RECORDING_CHANGED: (d: { path: string; file: string }) => ({
    what: `${d.file} of the recording ${d.path} was changed after it was written: its sha256 does not fit`,
    todo: 'Copy it again, or record again.',
  }),
  RECORDING_ROWS: (d: { path: string; file: string; rows: number; expected: number }) => ({
    what: `${d.file} of the recording ${d.path} holds ${d.rows} rows, recording.json says ${d.expected}`,
    todo: 'Every file of a part holds one row for each of its samples, in the same order.',
  }),
  RECORDING_SAMPLE_MISSING: (d: { path: string; sample: string; level: string }) => ({
    what: `the recording ${d.path} has no answer to sample ${d.sample} at ${d.level}`,
    todo: 'Record again: a recording holds every sample of its data.',
  }),
  RECORDING_SAMPLE_DOUBLED: (d: { path: string; sample: string }) => ({
    what: `the recording ${d.path} answers sample ${d.sample} more than once`,
    todo: 'Record again; nothing says which of the answers is right.',
  }),
  RECORDING_OTHER_MODEL: (d: { path: string; found: string; expected: string }) => ({
    what: `the recording ${d.path} is of another model: its sha256 is ${d.found}, the policy's ${d.expected}`,
    todo: 'Record the model that is judged.',
  }),
  RECORDING_OTHER_SEED: (d: { path: string; found: number; expected: number }) => ({
    what: `the recording ${d.path} was made with seed ${d.found}, the policy has ${d.expected}`,
    todo: 'Record again, or restore `decision.seed`.',
  }),
  RECORDING_OTHER_DATA: (d: { path: string; data: string }) => ({
    what: `the recording ${d.path} was made on other data than those with sha256 ${d.data}`,
    todo: 'Record again on the data of the policy.',
  }),
  RECORDING_OTHER_POLICY: (d: { path: string; level: string }) => ({
    what: `the recording ${d.path} holds no ${d.level} as the policy makes its inputs: level, noise or preprocessing are others`,
    todo: 'Record again with this policy.',
  }),
  RECORDING_OTHER_INPUTS: (d: { path: string; sample: string; level: string }) => ({
    what: `the recording ${d.path} answers sample ${d.sample} at ${d.level} on other inputs than are made here`,
    todo: 'Export the inputs and record again: both models have to see the same bytes.',
  }),
  RECORDING_OTHER_MACHINE: (d: { path: string; found: string; expected: string }) => ({
    what: `the recording ${d.path} was made on ${d.found}, the other model is judged on ${d.expected}`,
    todo: 'Record both models on one kind of machine, or let the other machine be a target of its own.',
  }),
  RECORDING_NOT_RUN: (d: { target: string }) => ({
    what: `target ${d.target} would have to run a compressed model that is a recording`,
    todo: 'Give the model as a file, or make the target a recording.',
  }),
  RECORD_OUT: (d: { path: string }) => ({
    what: `${d.path} is there already and is no empty folder`,
    todo: 'Name a folder that does not exist, or empty it: what an earlier recording left must not be taken for this one.',
  }),
  RECORD_TARGET: (d: { target: string }) => ({
    what: `target ${d.target} is a recording itself`,
    todo: 'Name the target whose engine and options the model is to be run with.',
  }),
  RECORD_MODEL: (d: { path: string; known: readonly string[] }) => ({
    what: `${d.path} is no model of the policy`,
    todo: `Its models are: ${d.known.join(', ')}. The inputs of a recording are made as the policy says for its model.`,
  }),
  RECORDING_KEY: (d: { key: string; target: string }) => ({
    what: `\`${d.key}\` says nothing about target ${d.target}: what was recorded is not run again`,
    todo: 'Remove it; the recording knows how its model was run.',
  }),
  PATH_WITHOUT_RECORDING: (d: { key: string; target: string }) => ({
    what: `\`${d.key}\` of target ${d.target} is read with \`runtime: recording\` only`,
    todo: 'Remove it, or write `runtime: recording`.',
  }),
  MERGED_BY_OTHER_VERSION: (d: { evaluated: string; merged: string }) => ({
    what: `the shards were evaluated by version ${d.evaluated} of compression-gate and merged by ${d.merged}`,
    todo: 'Nothing to do; pin the action to a full version to have one for all jobs.',
  }),
  MACHINES_DIFFER: (d: { machines: readonly string[] }) => ({
    what: `the shards come from differing machines: ${d.machines.join(' · ')}`,
    todo: 'Integer arithmetic may answer differently on them; use one kind of runner where limits are tight.',
  }),
  // sources: files that are fetched
  SOURCE_ADDRESS: (d: { what: string; address: string; reason: string; isRedirect: boolean }) => ({
    what: d.isRedirect
      ? `${d.what} redirects to ${d.address}, which ${d.reason}`
      : `the address ${d.address} ${d.reason}`,
    todo: 'Give an https address without user name and password (http only for 127.0.0.1), whose redirects are https too.',
  }),
  SOURCE_REDIRECTS: (d: { what: string; most: number }) => ({
    what: `${d.what} redirects more than ${d.most} times`,
    todo: 'Give the address that the redirects end at; they may go round in a circle.',
  }),
  SOURCE_REFUSED: (d: { what: string; address: string; status: number; isHub: boolean }) => ({
    what: `${d.what} can't be fetched: ${d.address} answered ${d.status}`,
    todo: d.isHub
      ? 'Check repository, file and revision. Private and gated ones need a token that may read them in HF_TOKEN; a hub answers 401 or 404 without it.'
      : 'Check the address. No credentials are sent to it: use an address that needs none, or fetch the file in an earlier step and give its `path`.',
  }),
  SOURCE_NOT_FETCHED: (d: { what: string; attempts: number; reason: string }) => ({
    what: `${d.what} could not be fetched in ${d.attempts} ${d.attempts === 1 ? 'attempt' : 'attempts'}: ${d.reason}`,
    todo: 'Check the network (proxy, firewall) and the server, and run again; nothing was judged without this file.',
  }),
  SOURCE_TOO_LARGE: (d: { what: string; maxBytes: number }) => ({
    what: `${d.what} has more than ${d.maxBytes} bytes, the most that is fetched`,
    todo: 'Check that the right file is named; fetch a larger one in an earlier step and give its `path`.',
  }),
  SOURCE_DIGEST: (d: { what: string; expected: string; by: string; actual: string }) => ({
    what: `${d.what} has sha256 ${d.actual}; ${d.by} says ${d.expected}`,
    todo:
      d.by === 'the policy'
        ? 'Somebody replaced the file, or it is another one. Change `sha256` in the policy only if the new one is meant.'
        : 'The file was damaged on its way or is not the one that was announced. Run again; if it stays so, tell whoever keeps it.',
  }),
  SOURCE_BESIDE: (d: { what: string; location: string; isHub: boolean }) => ({
    what: `${d.what} keeps weights in ${d.location}, and nothing pins that file`,
    todo: d.isHub
      ? 'Write the full id of a commit as revision: it pins all files. Or remove `sha256`, to take what the hub holds.'
      : 'Save the model as one file (up to 2 GiB), or take it from `hub` or `git`, or fetch both files in an earlier step.',
  }),
  SOURCE_CACHE_UNUSABLE: (d: { path: string; reason: string }) => ({
    what: `${d.path} in the cache of fetched files can't be used: ${d.reason}`,
    todo: 'See that the folder may be written to and the disk has room. Everything in the cache may be deleted at any time.',
  }),
  SOURCE_GIT_UNUSABLE: (d: { reason: string }) => ({
    what: `git can't be asked: ${d.reason}`,
    todo: 'Install git, and run the gate inside a clone of the repository that the policy speaks of.',
  }),
  SOURCE_GIT_REF: (d: { what: string; ref: string }) => ({
    what: `"${d.ref}" in ${d.what} can't be the name of a commit`,
    todo: 'Write a branch, a tag or the id of a commit in front of the colon, such as `main:models/garments.onnx`.',
  }),
  SOURCE_GIT_COMMIT: (d: { what: string; ref: string; reason: string }) => ({
    what: `${d.what} can't be read: \`${d.ref}\` is not in this clone, and fetching it from origin failed: ${d.reason}`,
    todo: 'Check its spelling. Only branches, tags and full commit ids can be fetched; for anything else check out the whole history (`fetch-depth: 0`).',
  }),
  SOURCE_GIT_PATH: (d: { what: string; path: string; commit: string }) => ({
    what: `${d.what} can't be read: commit ${d.commit} has no ${d.path}`,
    todo: 'The path counts from the root of the repository; write `REF:./path` for one from the working directory.',
  }),
  SOURCE_GIT_NOT_FILE: (d: { what: string; found: string }) => ({
    what: `${d.what} is ${d.found}, not a file`,
    todo: 'Name a file. A folder of pictures can only be read from a `path`.',
  }),
  SOURCE_GIT_FAILED: (d: { what: string; reason: string }) => ({
    what: `git can't read ${d.what}: ${d.reason}`,
    todo: 'Run `git cat-file --filters` on it to see more. Files in LFS need git-lfs and a remote that holds them.',
  }),
  SOURCE_LFS_POINTER: (d: { what: string; reason: string }) => ({
    what: `${d.what} is a Git LFS pointer, and git did not put the file in its place: ${d.reason}`,
    todo: 'Install git-lfs and run `git lfs install`; see that `.gitattributes` of the checkout lists the file (`filter=lfs`) and that the remote can be reached.',
  }),
  // usage
  SELECTOR_UNKNOWN: (d: { option: string; name: string; known: readonly string[] }) => ({
    what: `\`${d.option} ${d.name}\` names nothing in the policy`,
    todo: `There are: ${d.known.join(', ')}.`,
  }),
  SELECTION_EMPTY: (d: { tasks: readonly string[]; levels: readonly string[] }) => ({
    what: 'the selected tasks have none of the selected levels',
    todo: 'A run that judges nothing decides nothing: select a level that the task lists.',
  }),
  GUARDRAIL_UNPROTECTED: (d: { task: string; level: string; count: number; samples: readonly string[] }) => ({
    what: `${d.count} ${d.count === 1 ? 'case' : 'cases'} of guardrail ${d.task} at ${d.level} that baseline already gets wrong: not protected (${d.samples.join(', ')}${d.count > d.samples.length ? ', …' : ''})`,
    todo: 'Such a case can not be lost by compression. Mend the baseline, or take the case out of the guardrail.',
  }),
  NOVEL_NOT_NOVEL: (d: {
    task: string;
    primary: string;
    count: number;
    n: number;
    samples: readonly string[];
  }) => ({
    what: `${d.count} of ${d.n} samples of ${d.task}, whose role is novel, are also samples of ${d.primary}: the models are fed the same numbers (${d.samples.join(', ')}${d.count > d.samples.length ? ', …' : ''})`,
    todo: 'Inputs that a primary task has are not novel: they make the models agree. Take them out of one of the two.',
  }),
  // looking into the models
  SIMILARITY_NO_TENSORS: (d: { model: string; task: string }) => ({
    what: `task ${d.task}: the ${d.model} has no inner tensor to compare: nothing with weights reads one before its answer`,
    todo: 'Name tensors of both models under `similarity: { tensors: [{ baseline: …, compressed: … }] }`.',
  }),
  TENSOR_UNKNOWN: (d: { model: string; tensor: string; task: string }) => ({
    what: `task ${d.task}: the ${d.model} computes no tensor \`${d.tensor}\` outside of branches and loops`,
    todo: 'Take the name from the ONNX file, as it stands there.',
  }),
  TENSOR_WITHOUT_ROWS: (d: { tensor: string; shape: readonly number[]; samples: number }) => ({
    what: `tensor \`${d.tensor}\` has shape [${d.shape.join(', ')}] for ${d.samples} samples, which are not its first dimension`,
    todo: 'Name another tensor under `similarity: { tensors: … }`: one that has a row for each sample.',
  }),
  SIMILARITY_TOO_FEW: (d: { n: number; least: number }) => ({
    what: `${d.n} readable samples are too few to compare what models compute: it takes ${d.least}`,
    todo: 'Give the task more samples, or raise `similarity: { samples: … }`.',
  }),
  ATTRIBUTION_UNFIT: (d: { kind: string; why: string }) => ({
    what: `what ${d.kind} rests on can not be told by hiding parts of it: ${d.why}`,
    todo: 'Remove `attribution-loss`, or write `similarity: { occlusions: 0 }`.',
  }),
  SEEK_CLEAN: (d: { level: string }) => ({
    what: `level ${d.level} has no noise that could be made milder`,
    todo: 'Seek at a noise level.',
  }),
  SEEK_UNFIT: (d: { kind: string }) => ({
    what: `${d.kind} tasks have no answers that are confident and right, which seeking starts from`,
    todo: 'Remove `seek` from this task.',
  }),
  STUDY_WAY: (d: { task: string }) => ({
    what: `task ${d.task} runs its models in more than one run a batch: they are not looked into`,
    todo: 'Remove `similarity`, `seek` and their limits from this task.',
  }),
  STUDY_RECORDED: (d: { task: string }) => ({
    what: `task ${d.task} has recorded answers for a model: it can not be looked into`,
    todo: 'Judge the models where they run, or remove `similarity`, `seek` and their limits from this task.',
  }),
  LIMIT_OF_WHOLE: (d: { limit: string; task: string }) => ({
    what: `\`${d.limit}\` of task ${d.task} is about a level as a whole: slices have no such number`,
    todo: 'Write it under a level.',
  }),
  SEEK_AT_CLEAN: (d: { limit: string; task: string }) => ({
    what: `\`${d.limit}\` at level clean of task ${d.task} has no noise to seek with`,
    todo: 'Move it to a noise level.',
  }),
  // plan: what data and models make impossible
  LIMIT_UNRESOLVABLE: (d: {
    task: string;
    level: string;
    limit: string;
    n: number;
    wouldDo: number;
    scope: string;
  }) => ({
    what:
      d.scope === 'dataset'
        ? `\`${d.limit}\` of ${d.task} at ${d.level} is less than one of ${d.n} samples`
        : `\`${d.limit}\` of ${d.task} at ${d.level} can't pass on ${d.n} samples, not even without a single change`,
    todo: `${d.wouldDo} samples would do. With these: write 0 if no change is allowed, or widen the limit${d.scope === 'dataset' ? '' : ', or use `scope: dataset`'}.`,
  }),
  BATCH_FIXED: (d: { target: string; batch: number; path: string; fixed: number }) => ({
    what: `target ${d.target} asks for batches of ${d.batch}, but the graph of ${d.path} fixes ${d.fixed}`,
    todo: `Write \`batch: ${d.fixed}\`, or export the model with a free batch dimension.`,
  }),
  LIMIT_LABEL_UNKNOWN: (d: { label: string; names: readonly string[] }) => ({
    what: `no class is called \`${d.label}\``,
    todo: `The classes are: ${d.names.join(', ')}.`,
  }),
  // models
  OUTPUT_UNCHOSEN: (d: { model: string; outputs: readonly string[] }) => ({
    what: `the ${d.model} model has ${d.outputs.length} outputs and the task names none`,
    todo: `Write \`output:\` with one of: ${d.outputs.join(', ')}.`,
  }),
  OUTPUT_UNKNOWN: (d: { model: string; output: string; outputs: readonly string[] }) => ({
    what: `the ${d.model} model has no output \`${d.output}\``,
    todo: `It has: ${d.outputs.join(', ')}.`,
  }),
  OUTPUT_TWICE: (d: { output: string }) => ({
    what: `the output is named twice: \`${d.output}\` as the whole answer, and others as parts of it`,
    todo: 'Write `name:` for a head of one output, or the parts alone.',
  }),
  OUTPUTS_DIFFER: (d: { baseline: string; compressed: string }) => ({
    what: `the outputs look different: baseline's holds ${d.baseline}, compressed's ${d.compressed}`,
    todo: 'Say what each holds: `output: { baseline: { name: …, is: … }, compressed: { name: …, is: … } }`.',
  }),
  OUTPUT_UNJUDGED: (d: { model: string; output: string }) => ({
    what: `no task evaluates output \`${d.output}\` of the ${d.model} model`,
    todo: `Add a task that reads it, or say that it is meant: \`models.${d.model}.ignore-outputs: [${d.output}]\`.`,
  }),
  GALLERY_FIELD: (d: { field: string; is: string; found: number; size: number }) => ({
    what: `the gallery is where \`${d.field}\` is ${d.is}: ${d.found} of ${d.size} samples`,
    todo: 'A gallery is some of the samples; the others are the queries. Check `gallery` and the data.',
  }),
  GALLERY_SMALL: (d: { size: number; k: number }) => ({
    what: `the gallery holds ${d.size} samples to be found, fewer than k = ${d.k}`,
    todo: 'Lower `k`, or give the task more data.',
  }),
  RELEVANT_MISSING: (d: { sample: string; wanted: number; found: number }) => ({
    what: `of ${d.wanted} samples relevant to ${d.sample} the gallery has ${d.found}`,
    todo: 'Every labelled query needs something to find: mend its label, or add what it names to the gallery.',
  }),
  POOLING_MASK: (d: { mask: string; reason: string }) => ({
    what: `\`${d.mask}\` can't tell which positions count: ${d.reason}`,
    todo: 'Name the attention mask that the model takes, or remove `mask` to count all positions.',
  }),
  SEQUENCE_INVALID: (d: { reason: string }) => ({
    what: `the model can't be run step by step: ${d.reason}`,
    todo: 'Change the task’s `sequence` (`state`, `constants`, `window`, `hop`), per model if they differ.',
  }),
  MODEL_REFUSED: (d: { path: string; target: string; reason: string }) => ({
    what: `${d.path} can't be opened on target ${d.target}: ${d.reason}`,
    todo: 'Check that the model fits this ONNX Runtime version (operators, opset, types), or export it again.',
  }),
  RUN_FAILED: (d: { arm: string; target: string; reason: string }) => ({
    what: `the ${d.arm} model failed to run on target ${d.target}: ${d.reason}`,
    todo: 'Check the shapes and types of the inputs against the model; `explain` prints how each input is made.',
  }),
  LFS_POINTER: (d: { path: string }) => ({
    what: `${d.path} is a Git LFS pointer, not the file itself`,
    todo: 'Check out with `lfs: true` (actions/checkout), or run `git lfs pull`.',
  }),
  MODEL_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `${d.path} is not a readable ONNX model: ${d.reason}`,
    todo: 'Export the model again, or check that the file arrived whole.',
  }),
  NAMES_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `${d.path} can't be read as a list of names: ${d.reason}`,
    todo: 'Use a text file with one name a line, a vocab.json (`{"name": index}`) or a tokenizer.json.',
  }),
  MODEL_FOLDER: (d: { path: string; reason: string }) => ({
    what: `${d.path} is not a folder that a model can be read from: ${d.reason}`,
    todo: 'Export it with Hugging Face Optimum: config.json and tokenizer.json beside model.onnx, decoder_model_merged.onnx, or decoder_model.onnx and decoder_with_past_model.onnx (with encoder_model.onnx where there is an encoder).',
  }),
  MODEL_PARTS: (d: { parts: readonly string[] }) => ({
    what: `the model is several files (${d.parts.join(', ')}), and the task's kind runs one`,
    todo: 'Choose a kind that decodes (its page says so), or name the one file to be run.',
  }),
  DECODER_INVALID: (d: { reason: string }) => ({
    what: `the model can't be decoded: ${d.reason}`,
    todo: 'Export it with Hugging Face Optimum, with its cache (`text-generation-with-past` or the like), and name the folder as the model’s path.',
  }),
  SPEECH_PROMPT: (d: { reason: string }) => ({
    what: `the model can't be asked that: ${d.reason}`,
    todo: 'Correct `language` and `speech-task` of the task; `beams`, `max-tokens` and `timestamps` are of Whisper’s folders too. docs/tasks/speech-recognition.md says what a model knows.',
  }),
  SOUND_SHORT: (d: { frames: number; most: number; seconds: number }) => ({
    what: `${d.frames} frames of features were made of a sound, and the model hears ${d.most} at once`,
    todo: `Write \`at-least: ${d.seconds}\` at the input: shorter sounds are filled with silence before features are made.`,
  }),
  WINDOW_STRIDE: (d: { window: number; stride: number }) => ({
    what: `windows of ${d.window} tokens can't begin ${d.stride} tokens apart: each needs a token before those that it scores`,
    todo: 'Make `stride` smaller than `window`, half of it for instance.',
  }),
  TEXT_TOO_SHORT: (d: { tokens: number }) => ({
    what: `a text of ${d.tokens} ${d.tokens === 1 ? 'token' : 'tokens'} has nothing that follows on something`,
    todo: 'Remove empty texts from the data, or join them to others.',
  }),
  CHOICES_FEW: (d: { choices: number }) => ({
    what: `a prompt has ${d.choices} ${d.choices === 1 ? 'choice' : 'choices'}: there is nothing to choose`,
    todo: 'Give every sample a list of two or more texts in the field that feeds `choices`.',
  }),
  TARGETS_MISSING: (_: Record<string, never>) => ({
    what: 'prompts have labels, and nothing says what an answer is to be searched for',
    todo: 'Give the task `targets`, texts of which an answer should hold one (label true) or none (false), or a `judge`, or remove `label`.',
  }),
  JUDGE_AND_TARGETS: (_: Record<string, never>) => ({
    what: 'a task has both `targets` and a `judge`: which of them says whether an answer is right?',
    todo: 'Remove one of them.',
  }),
  JUDGE_ANSWER: (d: { answer: string; classes: readonly string[] }) => ({
    what: `the judge is to find ${d.answer}, which is none of its classes (${d.classes.join(', ')})`,
    todo: 'Write one of them as `answer`.',
  }),
  JUDGE_CLASSES: (d: { path: string; classes: readonly string[]; found: readonly string[] }) => ({
    what: `the judge's classes are ${d.classes.join(', ')}, and its config.json (${d.path}) names ${d.found.join(', ')}`,
    todo: 'Write `classes` as `id2label` of config.json has them, in its order.',
  }),
  JUDGE_OUTPUT: (d: { path: string; output: string | null; outputs: readonly string[] }) => ({
    what:
      d.output === null
        ? `the judge ${d.path} has several outputs (${d.outputs.join(', ')})`
        : `the judge ${d.path} has no output ${d.output} (it has: ${d.outputs.join(', ')})`,
    todo: 'Name the one that holds its scores: `output:` under `judge`.',
  }),
  JUDGE_NO_ENGINE: (d: { path: string }) => ({
    what: `nothing can run the judge ${d.path}: all targets are recordings`,
    todo: 'Add a target with an engine, or judge by `targets`.',
  }),
  JUDGE_NO_ANSWER: (_: Record<string, never>) => ({
    what: 'the judge gave no answer: NaN or +∞ among its scores, or nothing but −∞',
    todo: 'Look at the judge: a text that it can not judge is counted neither as right nor as wrong.',
  }),
  PROMPT_TOO_LONG: (d: { tokens: number; most: number }) => ({
    what: `a prompt of ${d.tokens} tokens leaves nothing to write: the model takes ${d.most}`,
    todo: 'Shorten the prompt, or check `max_position_embeddings` in the model’s config.json.',
  }),
  SCORES_TOO_MANY: (d: { tokens: number; vocabulary: number }) => ({
    what: `a text of ${d.tokens} tokens with ${d.vocabulary} scores for each is more than is held at once`,
    todo: 'Cut it into several samples (with `group`, they are resampled together).',
  }),
  TOKEN_OUTSIDE: (d: { token: number; vocabulary: number }) => ({
    what: `the tokenizer gave token ${d.token}, and the model knows ${d.vocabulary}`,
    todo: 'Check that tokenizer.json belongs to the model beside it.',
  }),
  TOKENS_DIFFER: (d: { left: number; right: number }) => ({
    what: `the models cut the text into different tokens (${d.left} and ${d.right}), or choose from vocabularies of two sizes, and these tokens do not spell one and the same text: nothing can be compared`,
    todo: 'Give both models the same text. A tokenizer that changes or drops letters (small ones for capitals, unknown tokens) needs the same tokenizer.json in both folders; else compare what the models write (kind `generation`).',
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
    what: `no result: ${d.reason}`,
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
  TOO_FEW_UNITS: (d: { units: number; differing: number }) => ({
    what: `the two models differ in ${d.differing} of ${d.units} units (samples, or groups of them), too few to resample, and without it this is not settled`,
    todo: 'Add samples (groups, where the data has them) to the data set, or use `scope: dataset` to judge these samples alone.',
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
  RUNTIME_DIFFERS: (d: {
    task: string;
    rows: readonly { readonly way: string; readonly count: number; readonly n: number }[];
    better: readonly string[];
  }) => ({
    what: `the runtime changes answers of ${d.task}: ${d.rows.map(({ way, count, n }) => `${way} ${count} of ${n}`).join(' · ')}`,
    todo: `The same file agrees better with baseline when run with ${d.better.join(', ')}: likely ${runtimeCause(d.better).what}. Judge the way you deploy: ${runtimeCause(d.better).remedy}, or another target.`,
  }),
  PREFILL_DIFFERS: (d: { task: string; rows: readonly Prefilled[] }) => ({
    what: `a model answers ${d.task} differently when it is fed token by token and not in one run: ${d.rows.map(prefillRow).join(' · ')}`,
    todo: 'Dynamic quantization takes its scales from everything that is fed in one run. Nothing is judged by this; where prompts reach the model in other portions than here, expect as much on top of what compression changes.',
  }),
  COMPARED_BY_TEXT: (d: { task: string; count: number; n: number }) => ({
    what: `in ${d.count} of ${d.n} samples of ${d.task} the models have different tokens: they were compared by text`,
    todo: 'What is about tokens has no value there, and limits on it are not met. Shares of tokens of the two models are each of its own tokens. Where both should have one tokenizer, compare their tokenizer.json.',
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
  READER_CRASHED: (d: { sample: string; signal: string }) => ({
    what: `the process that read sample ${d.sample}, or judged an answer to it, was killed (${d.signal})`,
    todo: 'Look at this sample in the data file. SIGKILL often means too little memory.',
  }),
  READER_TIMEOUT: (d: { sample: string; seconds: number }) => ({
    what: `reading sample ${d.sample}, or judging an answer to it, took longer than ${d.seconds} s`,
    todo: 'Raise `--timeout` if the machine or the disk is slow; otherwise look at this sample in the data file.',
  }),
  OPENING_CRASHED: (d: { arm: string; signal: string; words: string }) => ({
    what: `the process that opened ${opened(d.arm)} was killed (${d.signal})${d.words === '' ? '' : `: ${d.words}`}`,
    todo: 'Open it alone in ONNX Runtime. SIGKILL often means too little memory; SIGSEGV and SIGILL point to the runtime or a damaged file.',
  }),
  OPENING_TIMEOUT: (d: { arm: string; seconds: number }) => ({
    what: `opening ${opened(d.arm)} and running it once took longer than ${d.seconds} s`,
    todo: 'Raise `--timeout` if it is slow here; otherwise run the model alone on the first samples of the data.',
  }),
  ENGINE_UNUSABLE: (d: { runtime: string; reason: string }) => ({
    what: `the ${d.runtime} engine can't be loaded: ${d.reason}`,
    todo: 'Check that this machine meets its needs (docs/runtimes.md), or use the other runtime; one is never taken in place of the other.',
  }),
  OUTPUT_FILE: (d: { option: string; path: string; reason: string }) => ({
    what: `\`${d.option} ${d.path}\` can't be written: ${d.reason}`,
    todo: 'Give a file in a folder that you may write to. Nothing was evaluated.',
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
  SHARDS_FOLDER_EMPTY: (d: { path: string }) => ({
    what: `No file in ${d.path}, or in a folder below it, has a name that ends in .jsonl`,
    todo: 'See that the jobs of the shards uploaded the file that their output `report-json` names, and that actions/download-artifact put them there (`path`).',
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
    todo: 'Save it as an array of numbers, bool or fixed-length text whose first axis is the sample, in C order: np.ascontiguousarray(x).astype(…), then np.savez.',
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
  COCO_TOO_LARGE: (d: { path: string; bytes: number; most: number }) => ({
    what: `${d.path} has ${d.bytes} bytes; a COCO file may have at most ${d.most}`,
    todo: 'Leave out outlines (`segmentation`), which are not read, or split the file.',
  }),
  MASK_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `mask ${d.path} can't be read: ${d.reason}`,
    todo: 'Save it as a PNG of one channel: a palette or grey, in which each value is a class.',
  }),
  PICTURE_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `picture ${d.path} can't be read: ${d.reason}`,
    todo: 'Save it as PNG, JPEG (not CMYK) or WebP, or take it out of the folder.',
  }),
  NOT_A_PICTURE: (d: { path: string }) => ({
    what: `${d.path} is in a folder of pictures but is none`,
    todo: 'Move it out of the folder, hide it by a name that starts with a dot, or choose files with `files`.',
  }),
  FILES_NONE: (d: { path: string; glob: string }) => ({
    what: `no file of ${d.path} is named by \`${d.glob}\``,
    todo: 'Mend this entry of `files`, or take it out: globs are relative to the folder, and `**` stands for folders of any depth.',
  }),
  SOUND_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `sound ${d.path} can't be read: ${d.reason}`,
    todo: 'Save it as WAV (PCM or float) or FLAC, or take it out of the folder.',
  }),
  NOT_A_SOUND: (d: { path: string }) => ({
    what: `${d.path} is in a folder of sounds but is neither WAV nor FLAC`,
    todo: 'Move it out of the folder, hide it by a name that starts with a dot, or choose files with `files`.',
  }),
  LINK_TO_FOLDER: (d: { path: string }) => ({
    what: `${d.path} is a link to a folder, which is not followed`,
    todo: 'Put the folder itself in its place, or remove the link.',
  }),
  LABELS_MISMATCH: (d: { path: string; labels: string; missing: 'file' | 'row' }) => ({
    what:
      d.missing === 'row'
        ? `${d.path} has no row in ${d.labels}`
        : `${d.labels} has a row for ${d.path}, but there is no such file`,
    todo: 'Every file has one row, whose `path` is relative to the folder of files and written with /.',
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
  TOKENIZER_UNREADABLE: (d: { path: string; reason: string }) => ({
    what: `${d.path} can't be used as a tokenizer: ${d.reason}`,
    todo: 'Give a tokenizer.json of Hugging Face tokenizers, as `save_pretrained` or `Tokenizer.save` writes it.',
  }),
  TOKENIZER_NO_PADDING: (d: { input: string; sample: string }) => ({
    what: `sample ${d.sample} is shorter than max-length of input \`${d.input}\`, and the tokenizer names nothing to fill it up with`,
    todo: 'Name a token of the vocabulary: `pad-token: "<pad>"`.',
  }),
  WORDS_MOVED: (d: { sample: string }) => ({
    what: `the noise moves characters of sample ${d.sample}, and its words are given by their characters`,
    todo: 'Give the words as a list, or as text with spaces between them, so that they can be followed.',
  }),
  TEXT_TOO_LONG: (d: { input: string; sample: string; length: number; most: number }) => ({
    what: `sample ${d.sample} is a sequence of ${d.length} tokens, more than max-length ${d.most} of input \`${d.input}\``,
    todo: 'Raise max-length if the model takes more, or say that it is cut as in use: `truncate: right`.',
  }),
  INPUT_REFUSES_NOISE: (d: { input: string; type: string }) => ({
    what: `input ${d.input} is ${d.type} and passes through untouched, so noise can't be added to it`,
    todo: 'Use noise on pictures, float inputs and text only, or say `range` if these whole numbers are measurements.',
  }),
  NOISE_WITHOUT_INPUT: (d: { level: string; task: string }) => ({
    what: `level ${d.level} adds nothing to ${d.task}: none of the model's inputs takes noise`,
    todo: 'Noise is added to pictures, float inputs, sound and text. Take the level out of this task: it would be clean under another name.',
  }),
  NOISE_UNFIT: (d: { kind: string; input: string; is: string; on: readonly string[] }) => ({
    what: `${d.kind} noise is for ${d.on.join(' and ')} inputs; ${d.input} is ${d.is === 'picture' || d.is === 'tensor' ? 'a ' : ''}${d.is}`,
    todo: 'Choose a noise kind for this sort of input.',
  }),
  BAND_EMPTY: (d: { low: number; high: number }) => ({
    what: `no frequency lies between ${d.low} and ${d.high} hertz`,
    todo: 'Write `low` below `high`, such as `low: 300, high: 3400`.',
  }),
  PATTERN_INVALID: (d: { pattern: string; reason: string }) => ({
    what: `${d.pattern} can't be used as a pattern: ${d.reason}`,
    todo: 'Write a regular expression between slashes, as JavaScript reads it with the flag u, such as `/#[0-9]+/`.',
  }),
  NOISE_MOVES: (d: { level: string; noise: string; moves: string; task: string; kind: string }) => ({
    what: `level ${d.level} can't be used in task ${d.task}: ${d.noise} noise moves ${d.moves}, and the labels of a ${d.kind} task would point at what was there before`,
    todo: `Choose a noise kind that leaves ${d.moves} in place, or take the level out of this task.`,
  }),
  NOISE_NEEDS_RANGE: (d: { kind: string }) => ({
    what: `${d.kind} noise needs to know the lowest and highest value of what it is added to`,
    todo: 'Say `range: [lowest, highest]` under `inputs`, or use gaussian, uniform or speckle noise; pictures have a range.',
  }),
  NOISE_CHANNELS: (d: { kind: string; channels: number; wanted: readonly number[] }) => ({
    what: `${d.kind} noise is for pictures of ${d.wanted.join(' or ')} channels, and this one has ${d.channels}`,
    todo: d.wanted.includes(1)
      ? 'Bring pictures to one or three channels, or choose another kind of noise.'
      : 'Grey has no colour that could be changed: choose another kind of noise.',
  }),
  BATCH_UNEVEN: (d: { first: string; second: string }) => ({
    what: `samples of one batch have different shapes: ${d.first} and ${d.second}`,
    todo: 'Make them equal with `resize`, `center-crop` or `shape` under `inputs`, or use `batch: 1`.',
  }),
  // policy: the file
  YAML_SYNTAX: (d: { reason: string }) => ({
    what: `the policy is not valid YAML: ${d.reason}`,
    todo: 'Mend the YAML at this place; often a quote, a bracket or the indentation above it is the cause.',
  }),
  YAML_VERSION: (d: { version: string }) => ({
    what: `the policy asks to be read as YAML ${d.version}`,
    todo: 'Remove the %YAML directive: policies are YAML 1.2.',
  }),
  YAML_DOCUMENTS: (_: Record<string, never>) => ({
    what: 'a second YAML document starts here',
    todo: 'Remove the `---` and what follows: a policy is one document.',
  }),
  POLICY_EMPTY: (_: Record<string, never>) => ({
    what: 'the policy is not a map of keys',
    todo: 'Start with `version: 1`, then `models` and `tasks`; docs/policy.md has a whole example.',
  }),
  POLICY_TOO_LARGE: (_: Record<string, never>) => ({
    what: 'the policy is too large or too deeply nested to be read safely',
    todo: 'Keep it under 256 kB and 50,000 values, and see whether aliases unfold into each other.',
  }),
  ALIAS_UNKNOWN: (d: { name: string }) => ({
    what: `there is no anchor \`&${d.name}\` above this alias`,
    todo: `Write \`&${d.name}\` in front of the value it stands for, further up in the file.`,
  }),
  ALIAS_LOOP: (d: { name: string }) => ({
    what: `the alias \`*${d.name}\` stands inside the value that it stands for`,
    todo: 'Write the value out instead.',
  }),
  BAD_KEY: (_: Record<string, never>) => ({
    what: 'this key is not a text',
    todo: 'Keys are plain words: write `name: value`.',
  }),
  DUPLICATE_KEY: (d: { key: string }) => ({
    what: `\`${d.key}\` is written twice in the same map`,
    todo: 'Keep one of the two.',
  }),
  MERGE_KEY: (_: Record<string, never>) => ({
    what: '`<<` (merge key) is not part of YAML 1.2 and is not read',
    todo: 'Put what tasks share under `defaults`, or repeat a whole value with an alias (`key: *anchor`).',
  }),
  UNKNOWN_KEY: (d: { key: string; of: string; known: string; suggestion: string }) => ({
    what: `\`${d.key}\` is not a key of ${d.of}`,
    todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known keys: ${d.known}.`,
  }),
  MISSING_KEY: (d: { key: string; of: string }) => ({
    what: `\`${d.key}\` is missing from ${d.of}`,
    todo: `Add \`${d.key}\`; docs/policy.md says what it takes.`,
  }),
  WRONG_TYPE: (d: { expected: string; got: string }) => ({
    what: `expected ${d.expected}, got ${d.got}`,
    todo: `Write ${d.expected}.`,
  }),
  WRONG_VALUE: (d: { got: string; expected: string; suggestion: string }) => ({
    what: `expected ${d.expected}, got ${d.got}`,
    todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Write ${d.expected}.`,
  }),
  BAD_NAME: (d: { name: string; what: string; expected: string }) => ({
    what: `"${d.name}" cannot be the name of ${d.what}`,
    todo: `Names are ${d.expected}.`,
  }),
  UNKNOWN_KIND: (d: { what: string; kind: string; known: string; suggestion: string }) => ({
    what: `there is no ${d.what} kind \`${d.kind}\``,
    todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known kinds: ${d.known}.`,
  }),
  NOT_BUILT: (d: { name: string; instead: string }) => ({
    what: `${d.name} is planned but not built into this version`,
    todo: d.instead,
  }),
  POLICY_VERSION: (d: { got: string }) => ({
    what: `this version of compression-gate reads policies of version 1, not ${d.got}`,
    todo: 'Write `version: 1`, or use a newer compression-gate.',
  }),
  // policy: numbers and units
  UNIT_MISSING: (d: { value: string; readings: string }) => ({
    what: `${d.value} has no unit`,
    todo: d.readings ? `Write ${d.readings}.` : 'Write a number of at most 100 with its unit.',
  }),
  UNIT_WRONG: (d: { value: string; meant: string; reading: string }) => ({
    what: `\`${d.value}\` has the wrong unit: expected ${d.meant}`,
    todo: `Write ${d.reading}, if that is the number you mean.`,
  }),
  LIMIT_UNREADABLE: (d: { value: string; meant: string }) => ({
    what: `expected ${d.meant}, got ${d.value}`,
    todo: 'Write the number in digits with a decimal point, and its unit right after it.',
  }),
  LIMIT_NOT_FINITE: (d: { value: string }) => ({
    what: `${d.value} is not a number to compare with`,
    todo: 'Write a finite number; to judge nothing, remove the limit.',
  }),
  LIMIT_NEGATIVE: (d: { value: string }) => ({
    what: `${d.value} is below 0`,
    todo: 'Write 0 or more: every limit is the most that may be lost.',
  }),
  LIMIT_ABOVE_ALL: (d: { value: string }) => ({
    what: `${d.value} is more than 100, so nothing could exceed it`,
    todo: 'Write 100 or less; to judge nothing, remove the limit.',
  }),
  LIMIT_TOO_PRECISE: (d: { value: string }) => ({
    what: `${d.value} has more digits than can be compared exactly`,
    todo: 'Write at most 15 digits, at most 13 of them after the decimal point.',
  }),
  CONFIDENCE_RANGE: (d: { value: string }) => ({
    what: `a confidence of ${d.value} cannot decide anything`,
    todo: 'Write more than 50% and less than 100%; 95% is usual.',
  }),
  // policy: what it must say
  NO_TASKS: (_: Record<string, never>) => ({
    what: 'the policy has no task, so nothing would be compared',
    todo: 'Add a task with data, levels and limits under `tasks`.',
  }),
  TASK_WITHOUT_LEVELS: (d: { task: string }) => ({
    what: `task ${d.task} has no level, so nothing of it would be judged`,
    todo: 'Add `levels: { clean: { disagreement: 1% } }` or whatever it may lose.',
  }),
  LEVEL_WITHOUT_LIMIT: (d: { task: string; level: string }) => ({
    what: `level ${d.level} of task ${d.task} has no limit, so it would be measured and never judged`,
    todo: 'Add a limit such as `disagreement: 1%`, or remove the level.',
  }),
  UNKNOWN_LEVEL: (d: { level: string; task: string; known: string; suggestion: string }) => ({
    what: `task ${d.task} names level \`${d.level}\`, which is not defined`,
    todo: d.suggestion
      ? `Did you mean \`${d.suggestion}\`?`
      : `Define it under \`noise\`, or use one of: ${d.known}.`,
  }),
  NOISE_UNUSED: (d: { level: string }) => ({
    what: `no task uses noise level \`${d.level}\``,
    todo: 'Add it to the `levels` of a task with a limit, or remove it.',
  }),
  ROBUSTNESS_WITHOUT_NOISE: (d: { task: string }) => ({
    what: `task ${d.task} bounds its errors under noise, and has no noise level`,
    todo: 'Add noise levels to the task, or remove `robustness`.',
  }),
  NOISE_LEFT_OUT: (_: Record<string, never>) => ({
    what: '`frost` noise is left out: it is made of photographs of frost, which are others’ work',
    todo: 'Use `snow`, or evaluate on a data set that was made with frost.',
  }),
  NOISE_NAME_TAKEN: (d: { level: string; entry: string }) => ({
    what: `the severities of \`${d.entry}\` are levels of their own, and one of them would be called \`${d.level}\` too`,
    todo: 'Give this noise level another name.',
  }),
  NOISE_DRAWS_ALIKE: (d: { level: string; kinds: string }) => ({
    what: `${d.kinds} of level \`${d.level}\` draws nothing, so that every draw would be the same`,
    todo: 'Remove `repeats`, or chain it with a kind that draws.',
  }),
  NOISE_RESERVED: (_: Record<string, never>) => ({
    what: '`clean` always exists and has no noise: it cannot be defined',
    todo: 'Give this noise level another name.',
  }),
  LIMIT_NOT_IN_KIND: (d: { limit: string; kind: string; known: string }) => ({
    what: `a ${d.kind} task has no limit \`${d.limit}\``,
    todo: `Use one of: ${d.known}.`,
  }),
  LIMIT_NEEDS_LABELS: (d: { limit: string; task: string }) => ({
    what: `\`${d.limit}\` needs labels, and the data of task ${d.task} has none`,
    todo: 'Name the field that holds the label (`data: { label: … }`), or use a limit that needs none, such as `disagreement`.',
  }),
  LIMIT_NEEDS_CONFIDENCE: (d: { limit: string; task: string }) => ({
    what: `\`${d.limit}\` needs confidences, and the output of task ${d.task} is read as labels`,
    todo: 'Read an output that holds logits or probabilities, or remove this limit.',
  }),
  GAP_AT_CLEAN: (d: { limit: string; task: string }) => ({
    what: `\`${d.limit}\` at level clean of task ${d.task} compares clean with itself and is always 0`,
    todo: 'Move it to a noise level.',
  }),
  GUARDRAIL_KIND: (d: { task: string; kind: string }) => ({
    what: `task ${d.task} is a guardrail, but ${d.kind} tasks have no limit on changed answers`,
    todo: 'Use another role, with limits of its own.',
  }),
  SLICE_WITHOUT_LIMIT: (d: { field: string; task: string }) => ({
    what: `slice ${d.field} of task ${d.task} has no limit`,
    todo: 'Add a limit such as `disagreement: 5%`, or remove the slice.',
  }),
  SLICE_LIMIT_UNBOUNDED: (d: { limit: string; field: string; task: string }) => ({
    what: `no level of task ${d.task} bounds \`${d.limit}\`, so slice ${d.field} would never be judged by it`,
    todo: `Add \`${d.limit}\` to a level of this task, or remove it from the slice.`,
  }),
  THRESHOLD_TWICE: (d: { task: string }) => ({
    what: `task ${d.task} has a threshold of its own and another one in \`output\``,
    todo: 'Keep one of the two.',
  }),
  PRUNED_WITHOUT_NOISE: (d: { task: string }) => ({
    what: `the model is pruned, and task ${d.task} has no noise level: robustness is what pruning breaks first`,
    todo: 'Add a noise level to this task, or write `method: { pruned: { without: noise, reason: … } }`.',
  }),
  DISTILLED_WITHOUT_NOVEL: (_: Record<string, never>) => ({
    what: 'the model is distilled, and no task has novel inputs: they are what distillation breaks first',
    todo: 'Add a task with `role: novel`, or write `method: { distilled: { without: novel, reason: … } }`.',
  }),
  MODELS_UNUSED: (_: Record<string, never>) => ({
    what: 'every task has `models` of its own, so nothing is asked of this pair, which a report would name as judged',
    todo: 'Let a task that judges this pair do without `models`, or write the pair of one of the tasks here.',
  }),
  SOURCE_TWICE: (d: { of: string; first: string; second: string; inherits: boolean }) => ({
    what: `${d.of} comes from two places: \`${d.first}\` and \`${d.second}\``,
    todo: d.inherits
      ? `Keep one of them; \`${d.first}: null\` removes the one from defaults.`
      : 'Keep one of them: `path`, `git`, `url` or `hub`.',
  }),
  // policy: targets
  UNKNOWN_TARGET: (d: { target: string; known: string; suggestion: string }) => ({
    what: `there is no target \`${d.target}\``,
    todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known targets: ${d.known}.`,
  }),
  UNKNOWN_TASK: (d: { task: string; known: string; suggestion: string }) => ({
    what: `there is no task \`${d.task}\``,
    todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known tasks: ${d.known}.`,
  }),
  TASK_ON_NO_TARGET: (d: { task: string }) => ({
    what: `task ${d.task} holds on no required target, so a run could pass without it`,
    todo: 'Add it to the `tasks` of a required target, or remove one of these lists.',
  }),
  REFERENCE_OPTIONAL: (d: { target: string }) => ({
    what: `target ${d.target} is the reference and cannot be left out, but it says \`required: false\``,
    todo: 'Remove `required: false`, or set `reference` to another target.',
  }),
  REFERENCE_LIMITED: (d: { target: string }) => ({
    what: `target ${d.target} is the reference: its limits would compare it with itself and always pass`,
    todo: 'Move the limits into the levels of a task, or to another target.',
  }),
  TARGET_LIMIT_UNUSED: (d: { limit: string; target: string }) => ({
    what: `no task on target ${d.target} can be judged by \`${d.limit}\``,
    todo: 'Use a limit that one of its tasks has (with labels, if the limit needs them), or remove it.',
  }),
  // policy: notes, which judge nothing
  DEFAULT_USED: (d: { key: string; value: string }) => ({
    what: `${d.key} is ${d.value}`,
    todo: 'Write it to choose another value.',
  }),
  INHERITED: (d: { task: string; key: string }) => ({
    what: `task ${d.task} takes ${d.key} from defaults`,
    todo: 'Write it in the task to choose another value, or null to have none.',
  }),
  DEFAULT_SKIPPED: (d: { task: string; key: string; why: string }) => ({
    what: `${d.key} from defaults does not apply to task ${d.task}: ${d.why}`,
    todo: 'Nothing to do; write null in the task to say so there.',
  }),
  DEFAULT_REMOVED: (d: { task: string; key: string }) => ({
    what: `task ${d.task} removes ${d.key}, which defaults sets`,
    todo: 'Remove the null to have it again.',
  }),
  TARGET_LIMIT_SKIPPED: (d: { limit: string; target: string; task: string; why: string }) => ({
    what: `\`${d.limit}\` of target ${d.target} does not apply to task ${d.task}: ${d.why}`,
    todo: 'Nothing to do.',
  }),
  // tasks: outputs
  OUTPUT_ROWS: (d: { output: string; shape: readonly number[]; samples: number }) => ({
    what: `output ${d.output} has shape [${d.shape.join(', ')}] for ${d.samples} samples; expected the samples as its first dimension`,
    todo: 'Export the model with the batch as the first dimension of this output, or choose another under `output`.',
  }),
  OUTPUT_SHAPE: (d: { output: string; shape: readonly (number | string)[]; expected: string }) => ({
    what: `output ${d.output} has shape [${d.shape.join(', ')}]; expected ${d.expected}`,
    todo: 'Choose another output under `output`, or say what this one holds: `output: { name: …, is: … }`.',
  }),
  OUTPUT_COLUMN: (d: { output: string; columns: number; column: number | null }) => ({
    what:
      d.column === null
        ? `output ${d.output} has ${d.columns} columns and the task does not say which one to read`
        : `output ${d.output} has no column ${d.column}`,
    todo: `Write \`column:\` with a number from 0 to ${d.columns - 1}.`,
  }),
  OUTPUT_NOT_PROBABILITIES: (d: { output: string; value: string }) => ({
    what: `output ${d.output} is read as probabilities and holds ${d.value}, which is none`,
    todo: 'Say what it holds: `output: { is: logits }`, or choose another output.',
  }),
  OUTPUT_NOT_LABELS: (d: { output: string; value: string; expected: string }) => ({
    what: `output ${d.output} is read as labels and holds ${d.value}; expected ${d.expected}`,
    todo: 'Say what it holds (`output: { is: … }`), or name the classes in the file under `data.names`.',
  }),
  CTC_VOCABULARY: (d: { reason: string }) => ({
    what: `the text can't be spelled from the scores of tokens: ${d.reason}`,
    todo: 'Name the tokens by their index: `names` of the data, a vocab.json, a tokenizer.json or a file with one token a line; and the blank under `blank`.',
  }),
  CLASSES_DIFFER: (d: { left: number; right: number }) => ({
    what: `the two outputs that are compared tell ${d.left} and ${d.right} classes apart, so their answers can't be compared`,
    todo: 'Choose outputs that mean the same under `output`, one per model.',
  }),
  // tasks: labels and options
  LABEL_OUT_OF_RANGE: (d: { sample: string; value: string; classes: number | null }) => ({
    what: `sample ${d.sample} has the label ${d.value}, which is not a class; expected a whole number ${d.classes === null ? 'from 0 on' : `from 0 to ${d.classes - 1}`}`,
    todo: 'Correct the label. Classes count from 0; `data.names` must list as many as the model has.',
  }),
  LABEL_UNKNOWN: (d: { sample: string; value: string; classes: number }) => ({
    what:
      d.classes === 0
        ? `sample ${d.sample} has the label "${d.value}", and the policy names no classes`
        : `sample ${d.sample} has the label "${d.value}", which is none of the ${d.classes} named classes`,
    todo: 'List the classes in a file, one a line in the order of the output, and name it under `data.names`.',
  }),
  LABEL_AMBIGUOUS: (d: { sample: string; value: string }) => ({
    what: `sample ${d.sample} has the label "${d.value}", a name that several classes have`,
    todo: 'Make the names under `data.names` unique, or give this label as a number.',
  }),
  TAGS_UNNAMED: (_: Record<string, never>) => ({
    what: 'the tags have no names',
    todo: 'Give the file of the names, one a line in the order of the model’s tags: `data: { names: data/tags.txt }`.',
  }),
  TAG_SCHEME: (d: { tag: string; scheme: string; sample: string | null }) => ({
    what: `${d.sample === null ? 'the names hold' : `sample ${d.sample} has`} the tag "${d.tag}", which scheme ${d.scheme} does not have`,
    todo: 'bio has B-X, I-X and O; bioes has E-X and S-X as well; with `scheme: plain` every name is a tag.',
  }),
  TAGS_LENGTH: (d: { sample: string; tags: number; words: number }) => ({
    what: `sample ${d.sample} has ${d.tags} tags for ${d.words} words`,
    todo: 'Give one tag per word, or one per position of the model’s input (-100 where none counts).',
  }),
  TAGS_DIFFER: (d: { left: number; right: number }) => ({
    what: `one model tags ${d.left} words of this sample and the other ${d.right}`,
    todo: 'Feed both text by a tokenizer, so that they answer for the same words.',
  }),
  LABEL_TYPE: (d: { sample: string; expected: string; got: string }) => ({
    what: `the label of sample ${d.sample} is ${d.got}; expected ${d.expected}`,
    todo: 'Correct the label, or choose another field under `data.label`.',
  }),
  NMS_UNDECLARED: (d: { head: string }) => ({
    what: `a detection task reads the raw head of ${d.head} and does not say how its boxes are thinned out`,
    todo: 'Write `nms-iou:` in the task, for example `nms-iou: 45%`.',
  }),
  BOX_INVALID: (d: { sample: string; row: string }) => ({
    what: `sample ${d.sample} has the box [${d.row}], which is none`,
    todo: 'A row is left, top, width, height (not below 0), class and, if need be, area and crowd (0 or 1).',
  }),
  BOX_COUNT: (d: { output: string; count: string; boxes: number }) => ({
    what: `output ${d.output} counts ${d.count} boxes of ${d.boxes}`,
    todo: 'Name the output that holds the number of boxes of each sample under `output.count`.',
  }),
  MASK_SIZE: (d: { sample: string; label: string; answer: string }) => ({
    what: `the mask of sample ${d.sample} is ${d.label} (height × width), the model's answer ${d.answer}`,
    todo: 'Store masks at the size of the output, or choose the output that has the size of the masks.',
  }),
  MASKS_DIFFER: (d: { baseline: string; compressed: string }) => ({
    what: `the two masks that are compared are ${d.baseline} and ${d.compressed} (height × width)`,
    todo: 'Choose outputs of the same size under `output`, one per model.',
  }),
  CLASSES_MISCOUNTED: (d: { classes: number; names: number }) => ({
    what: `a task has \`classes: ${d.classes}\`, and its file of names has ${d.names}`,
    todo: 'Write as many names as there are classes, one a line, in their order.',
  }),
  TOLERANCE_MISSING: (_: { readonly [none: string]: never }) => ({
    what: 'a regression task does not say how far an answer may move',
    todo: "Write `tolerance:` in the task: a number in the output's own units, or a share such as `5%`.",
  }),
} as const;

/** What the ways of running that help say of the cause, and what mends it. */
export function runtimeCause(better: readonly string[]): { readonly what: string; readonly remedy: string } {
  if (better.includes('x64quantprecision 1')) {
    const remedy =
      '`session: { x64quantprecision: "1" }` of a target, or 7-bit weights, which avoid it everywhere';
    return { what: '8-bit products that saturate, as they do on CPUs without VNNI', remedy };
  }
  if (better.includes('optimization off')) {
    const remedy = '`graph-optimization: basic` or `disabled` of a target';
    return { what: 'kernels that graph optimization fuses, and that round otherwise', remedy };
  }
  return { what: 'kernels of this engine that compute otherwise than others', remedy: '`runtime: wasm`' };
}

/** What a worker looks at before there is a sample: a model, or data and engines. */
function opened(arm: string): string {
  return arm === 'data' ? 'the engines and the data' : `the ${arm} model`;
}

function prefillRow({ model, count, n, tokens, nats }: Prefilled): string {
  const share = tokens === null ? '' : `, ${(100 * tokens).toFixed(2)}% of the tokens`;
  const cost = nats === null ? '' : `, ${nats < 0 ? '−' : '+'}${Math.abs(nats).toFixed(4)} nats a token`;
  return `${model} ${String(count)} of ${String(n)}${share}${cost}`;
}
