import { Fault, type Finding } from '../core/fault.js';
import type { DataSource } from '../core/policy.js';
import { sourceOf } from '../core/source.js';
import { fetchSource } from './fetch.js';
import { findPath } from './path.js';
import type { SourcePlaces } from './places.js';

/**
 * The absolute path of a task's data, fetched if need be. A path that does not exist is thrown (the policy is wrong);
 * what can't be fetched is returned as a finding.
 */
export async function locateData(where: SourcePlaces, data: DataSource): Promise<string | Finding> {
  const places = { ...where, place: data.place };
  const source = sourceOf(data);
  if (source.is === 'path') return findPath({ ...places, path: source.path, what: 'data' });
  try {
    return (await fetchSource(source, places)).path;
  } catch (error) {
    if (error instanceof Fault && error.findings[0] !== undefined) return error.findings[0];
    throw error;
  }
}
