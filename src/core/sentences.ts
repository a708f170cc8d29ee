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
} as const;
