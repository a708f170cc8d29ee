// What processes take of memory, by /proc.
import { readFileSync, readdirSync } from 'node:fs';

/** Resident bytes of a process and all that it started: of all together, and of the largest. */
export function resident(pid) {
  const parents = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const of = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      parents.set(Number(entry), { parent: of('PPid'), bytes: of('VmRSS') * 1024 });
    } catch {
      // it ended meanwhile
    }
  }
  const isOwn = (id) => id === pid || (parents.has(id) && isOwn(parents.get(id).parent));
  const own = [...parents].filter(([id]) => isOwn(id)).map(([, { bytes }]) => bytes);
  return { sum: own.reduce((sum, bytes) => sum + bytes, 0), largest: Math.max(0, ...own) };
}
