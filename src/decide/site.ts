import type { SampleRow } from '../core/plan.js';
import type { Slice } from '../core/report.js';
import type { Scene } from './scene.js';

/** The scenes of one task at one level in one contrast: of all samples, and of each value of each sliced field. */
export class Site {
  /** Users' names: a field and its values, in the order of first sight. */
  private readonly fields = new Map<string, Map<string, Scene>>();

  constructor(
    readonly all: Scene,
    private readonly ofSlice: () => Scene,
  ) {}

  /** undefined: no sample with this value was seen. */
  at(slice: Slice): Scene | undefined {
    return slice === null ? this.all : this.fields.get(slice.field)?.get(slice.value);
  }

  /** The scenes that a sample belongs to. */
  of({ slices }: Pick<SampleRow, 'slices'>, fields: readonly string[]): Scene[] {
    const scenes = [this.all];
    for (const field of fields) {
      const value = slices.get(field);
      if (value !== undefined) scenes.push(kept(kept(this.fields, field, newMap), value, this.ofSlice));
    }
    return scenes;
  }

  /** The values of a field that were seen, in the order of their code units. */
  values(field: string): string[] {
    return [...(this.fields.get(field)?.keys() ?? [])].toSorted((one, other) => (one < other ? -1 : 1));
  }
}

function newMap(): Map<string, Scene> {
  return new Map<string, Scene>();
}

/** The value of a key, made at first sight. */
export function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
