import type { Schema } from '../core/json.js';
import { sha256 } from './schema-values.js';

/** The keys of which a model or a task's data has exactly one. */
export const sourceKeys = ['path', 'git', 'url', 'hub', 'recording'] as const;

/** Keys that say where a file comes from; `path` says what a path means there. */
export function sourceProperties(path: Schema): { readonly [key: string]: Schema } {
  return { path, git, url, hub, sha256 };
}

/** What a model answered on some machine, in place of its file. */
export const recordingProperty: Schema = {
  type: 'string',
  minLength: 1,
  description:
    'Folder of a recording of the model, relative to the working directory; see docs/recordings.md.',
};

/** An address is worth nothing without the digest of what it should hold. That there is one source is a rule. */
export const sourceDependencies: Schema = { dependencies: { url: ['sha256'] } };

const git: Schema = {
  type: 'string',
  pattern: '^[^-+:\\s][^:\\s]*:[^/].*$',
  title: 'REF:path, such as main:models/garments.onnx',
  description:
    'File in the history of this repository: `REF:path`. The path counts from the root of the repository, `./` from the working directory.',
};

const url: Schema = {
  type: 'string',
  pattern: '^(https://[^\\s/?#@]+|http://(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?)([/?#]\\S*)?$',
  title: 'an https address without user name and password',
  description: 'https address of the file; `sha256` is then required.',
};

const hub: Schema = {
  type: 'string',
  pattern: '^(?!.*(^|/|@)\\.{0,2}(/|@|$))(datasets/)?[^/@\\s]+/[^/@\\s]+/[^@]+@[^@\\s]+$',
  title: 'ORG/REPO/FILE@REVISION, such as acme/garments/onnx/model.onnx@v1.0',
  description:
    'File of a Hugging Face repository: `ORG/REPO/FILE@REVISION`, in front of it `datasets/` for a data set.',
};
