import type { Diagnosis } from '../../core/diagnosis.js';
import { element, name, type Markup } from './markup.js';

/** The place of a layer in the page, by its number in the graph's order. */
export function layerId(at: number): string {
  return `layer-${at}`;
}

/** A layer's name that leads to its facts. */
export function linked({ layers: all }: Pick<Diagnosis, 'layers'>, layer: string): Markup {
  const at = all.findIndex((each) => each.name === layer);
  return at < 0 ? name(layer) : layerLink(at, layer);
}

/** The same of a layer whose number is known. */
export function layerLink(at: number, layer: string): Markup {
  return element('a', { href: `#${layerId(at)}`, 'data-layer': at }, name(layer));
}
