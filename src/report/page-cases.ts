/** Changed answers that an HTML report carries; all of them are in disagreements.jsonl. */
export const pageCases = 10_000;

/** Changed answers that a page shows with their inputs, unless more were asked for, and their pictures in bytes at most. */
export const pageCards = 24;
export const pictureBytes = 3_000_000;
