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
  return near[0]?.candidate ?? known.find((candidate) => isOtherSpelling(lower, candidate));
}

/** `minSamples` or `min_samples` for `min-samples`. */
function isOtherSpelling(word: string, candidate: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return bare(word) !== '' && bare(word) === bare(candidate);
}
