import type { Source } from '../../core/source.js';
import { at, textAt, type Written } from '../written.js';
import { needText, optional } from './values.js';

/** What a model or a task's data says of its file: as written, its place, and what is to be fetched, if anything. */
export interface Named {
  readonly path: string;
  readonly place: Written['place'];
  readonly source?: Source;
  readonly sha256?: string;
}

export function namedFile(node: Written): Named {
  const key = ['git', 'url', 'hub', 'recording'].find((each) => at(node, each) !== undefined) ?? 'path';
  return {
    path: needText(node, key),
    place: at(node, key)?.place ?? node.place,
    ...optional('source', key === 'path' || key === 'recording' ? undefined : fetched(key, node)),
    ...optional('sha256', textAt(node, 'sha256')),
  };
}

/** The schema has checked the forms. */
function fetched(key: string, node: Written): Source {
  const text = needText(node, key);
  if (key === 'git') return gitSource(text);
  if (key === 'hub') return { ...hubSource(text), ...optional('sha256', textAt(node, 'sha256')) };
  return { is: 'url', url: text, sha256: needText(node, 'sha256') };
}

/** A ref has no colon, a path may have some. */
function gitSource(text: string): Source {
  const colon = text.indexOf(':');
  return { is: 'git', ref: text.slice(0, colon), path: text.slice(colon + 1) };
}

function hubSource(text: string): Extract<Source, { is: 'hub' }> {
  const found = /^((?:datasets\/)?[^/]+\/[^/]+)\/([^@]+)@([^@]+)$/.exec(text);
  if (!found) throw new Error(`${text} is no file of a hub`);
  const [, repo = '', file = '', revision = ''] = found;
  return { is: 'hub', repo, file, revision };
}
