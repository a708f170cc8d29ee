/** Where a file comes from, as the policy says it. `sha256` of a source is that of the one file it names. */
export type Source = PathSource | GitSource | UrlSource | HubSource;

/** A file or folder below the working directory. */
export interface PathSource {
  readonly is: 'path';
  readonly path: string;
}

/** A file in the history of the repository at hand; `path` counts from its root, or with `./` from the working directory. */
export interface GitSource {
  readonly is: 'git';
  /** Branch, tag, commit, or any other name of a commit that git knows. */
  readonly ref: string;
  readonly path: string;
}

/** A file behind an https address; http only on the loopback. */
export interface UrlSource {
  readonly is: 'url';
  readonly url: string;
  readonly sha256: string;
}

/** A file of a repository on a Hugging Face hub. */
export interface HubSource {
  readonly is: 'hub';
  /** `ORG/NAME`, or `datasets/ORG/NAME`. */
  readonly repo: string;
  readonly file: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  readonly sha256?: string;
}

/** The source as it stands in a policy, for messages. */
export function printSource(source: Source): string {
  switch (source.is) {
    case 'path':
      return source.path;
    case 'git':
      return `${source.ref}:${source.path}`;
    case 'url':
      return source.url;
    case 'hub':
      return `${source.repo}/${source.file}@${source.revision}`;
  }
}

/** The source of a model or of data: what the policy names is a path unless it says otherwise. */
export function sourceOf(named: { readonly path: string; readonly source?: Source }): Source {
  return named.source ?? { is: 'path', path: named.path };
}
