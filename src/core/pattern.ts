/** The pattern of a text written between slashes; undefined for any other text. */
export function patternIn(text: string): string | undefined {
  return /^\/(.+)\/$/su.exec(text)?.[1];
}

/** Why a pattern can't be used; undefined where it can. */
export function patternFault(pattern: string): string | undefined {
  try {
    return ''.search(new RegExp(pattern, 'u')) === 0
      ? 'it matches nothing at all, the empty text'
      : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
