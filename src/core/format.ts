import type { Sample, Value } from './sample.js';
import type { Schema } from './json.js';

/** How a data set is opened: paths are absolute and already checked to lie inside the working directory. */
export interface OpenOptions {
  readonly path: string;
  /** The path as the policy wrote it, for messages. */
  readonly shown: string;
  /** A folder of this run for what a format must spool (inflated archive members, line indexes); shared by all processes. */
  readonly scratch: string;
  /** The kind's own options, already validated against its schema. */
  readonly options: { readonly [name: string]: unknown };
  /** Field whose value is the sample's id; without it the format's own ids (relative file path, else row number). */
  readonly idField?: string;
  /** A file or folder of its own that is searched, relative to `root`: its rows are laid behind the others. */
  readonly gallery?: { readonly root: string; readonly path: string };
}

/** A data set with random access; nothing but indexes is held in memory. */
export interface Dataset {
  readonly size: number;
  /** SHA-256 over every byte that can be read through this data set, and over the order where ids are row numbers. */
  readonly digest: string;
  readonly fields: readonly string[];
  /** Where the rows of a gallery from a file of its own begin. */
  readonly galleryFrom?: number;
  id(index: number): string;
  /** One sample with the named fields only; throws a Fault naming file and place if it can't be read. */
  read(index: number, fields: readonly string[]): Promise<Sample>;
  close(): Promise<void>;
}

/** Samples of two files may have one name; those of a gallery of its own begin so. */
const behind = 'gallery:';

/** The name of a gallery's sample among those that it is searched for. */
export function nameBehind(id: string): string {
  return `${behind}${id}`;
}

/** The same in the gallery's own file. */
export function bareName(id: string): string {
  return id.startsWith(behind) ? id.slice(behind.length) : id;
}

export interface Format {
  readonly name: string;
  readonly options: Schema;
  /** Whether this format reads the file (by ending or by kind of directory entry). */
  reads(path: string, isFolder: boolean): boolean;
  open(options: OpenOptions): Promise<Dataset>;
}

export type { Value };
