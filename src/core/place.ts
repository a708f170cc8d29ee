/** Where something stands in a file people wrote: both numbers count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function printPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
