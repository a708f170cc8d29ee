import leven from 'leven';

/** The known word that is most likely meant; undefined when none is near. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const reach = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const near = known
    .map((candidate) => ({
      candidate,
      distance: leven(lower, candidate.toLowerCase(), { maxDistance: reach + 1 }),
    }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance);
  return (
    near[0]?.candidate ??
    known.find((candidate) => isOtherSpelling(lower, candidate) || isSwapped(lower, candidate))
  );
}

/** Two neighbouring letters in the wrong order. */
function isSwapped(word: string, candidate: string): boolean {
  const differing = Array.from(word.split('').keys()).filter((at) => word[at] !== candidate[at]);
  const [first = 0, second = 0] = differing;
  if (word.length !== candidate.length || differing.length !== 2 || second !== first + 1) return false;
  return word[first] === candidate[second] && word[second] === candidate[first];
}

/** `minSamples` or `min_samples` for `min-samples`. */
function isOtherSpelling(word: string, candidate: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return bare(word) !== '' && bare(word) === bare(candidate);
}
