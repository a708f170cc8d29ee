/** A declared shape without its batch axis; null when the model does not say. */
export type Declared = readonly (number | string)[] | null;

/**
 * The shape in which values of shape `dims` are handed to a model that declares `declared`, or undefined when
 * they don't fit. Axes of length 1 come and go, since they don't move a value.
 */
export function fitted(dims: readonly number[], declared: Declared): readonly number[] | undefined {
  if (declared === null || matches(dims, declared)) return dims;
  const lengths = dims.filter((length) => length !== 1);
  const wide = declared.filter((length) => length !== 1);
  if (!matches(lengths, wide)) return undefined;
  let next = 0;
  return declared.map((length) => (length === 1 ? 1 : (lengths[next++] ?? 1)));
}

function matches(dims: readonly number[], declared: readonly (number | string)[]): boolean {
  return (
    dims.length === declared.length &&
    declared.every((length, at) => typeof length === 'string' || length === dims[at])
  );
}

/** `3 × 224 × 224`, for messages. */
export function printShape(dims: readonly (number | string)[]): string {
  if (dims.length === 0) return 'one value';
  return dims.map((length) => (length === '' ? '?' : String(length))).join(' × ');
}
