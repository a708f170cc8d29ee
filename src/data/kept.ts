const most = 2097152; // values; what is larger is made anew and left to the garbage collector

/**
 * An array lent out again and again, for values that nobody needs after the noise is made: clearing a new one for every
 * picture takes longer than much of the noise. It holds whatever it held before.
 */
export function kept(): (length: number) => Float64Array<ArrayBuffer> {
  let lent = new Float64Array(0);
  return (length) => {
    if (length === lent.length) return lent;
    const made = new Float64Array(length);
    if (length <= most) lent = made;
    return made;
  };
}

/** The same for arrays whose length changes from one to the next: what is lent is at least as long. */
export function room(): (length: number) => Float64Array<ArrayBuffer> {
  let lent = new Float64Array(0);
  return (length) => {
    if (length <= lent.length) return lent;
    const made = new Float64Array(length);
    if (length <= most) lent = made;
    return made;
  };
}

/** The same function, which remembers what it last gave for 64 different arguments; nobody may change what it gives. */
export function remembered<A extends readonly (string | number)[], T>(
  make: (...of: A) => T,
): (...of: A) => T {
  const known: { readonly of: A; readonly made: T }[] = [];
  return (...of) => {
    for (const entry of known) if (isSame(entry.of, of)) return entry.made;
    const made = make(...of);
    known.unshift({ of, made });
    known.length = Math.min(known.length, 64);
    return made;
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  for (let at = 0; at < other.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
