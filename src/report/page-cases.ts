/** Changed answers that an HTML report carries; all of them are in disagreements.jsonl. */
export const pageCases = 10_000;
