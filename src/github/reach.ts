/** The value at the end of a path of own keys in data that nobody has checked; undefined when the path breaks off. */
export function reach(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, name)) return undefined;
    return (inner as Record<string, unknown>)[name]; // hasOwn has checked it
  }, value);
}
