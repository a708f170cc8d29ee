import { corruptionLimits } from '../core/corruption.js';

/** What each limit bounds, for editors, `explain KEY` and the docs; kinds may have limits that are not listed. */
const abouts: ReadonlyMap<string, string> = new Map([
  ['disagreement', 'Share of samples whose answer changed.'],
  ['negative-flips', 'Share of all samples that the baseline gets right and the compressed model wrong; or one share per label.'],
  ['confident-flips', 'Share of all samples that the baseline gets right with confidence ≥ `confident-at`, and the compressed model wrong.'],
  ['confident-disagreement', 'Share of all samples where the baseline’s confidence is ≥ `confident-at` and the answer changed.'],
  ['score-drop', 'Baseline’s score minus the compressed model’s.'],
  ['error', 'The compressed model’s own error (1 − score): the floor under all relative limits.'],
  ['robustness-gap', 'What noise costs the compressed model beyond what it costs the baseline, in score: (clean − level) − (clean − level).'],
  ['divergence', 'Mean KL(baseline ‖ compressed) per sample.'],
  ['divergence-p99', 'At most 1 % of the samples have a KL(baseline ‖ compressed) above this.'],
  ['calibration-shift', 'Expected calibration error (15 equal-width bins) of the compressed model minus the baseline’s.'],
  ['cosine-loss', 'Mean of 1 − cosine between the two models’ embeddings of a sample.'],
  ['neighbour-loss', 'Mean share of baseline’s k nearest neighbours that the compressed model no longer has among its own.'],
  ['label-disagreement', 'Share of all decisions, one for each label of each sample, that changed.'],
  ['similarity-loss', '1 − CKA between inner tensors of both models, of the pair that departs most.'],
  ['attribution-loss', '1 − mean rank correlation of what hiding each part of an input does to both models.'],
  ['sought-flips', 'Samples that seeking found to lose a confident and right answer under this noise or a milder one.'],
  ['box-disagreement', 'Share of the boxes of both models that have no match in the other’s answer (1 − F1).'],
  ['pixel-disagreement', 'Mean share of the pixels of a mask that changed.'],
  ['token-disagreement', 'Share of the tokens of given texts in whose place the models would have written different ones.'],
  ['token-divergence', 'Mean KL(baseline ‖ compressed) per token of given texts.'],
  ['perplexity-ratio', 'Perplexity of the compressed model on given texts, in that of the baseline.'],
  ['word-error-gap', 'Word error rate of the compressed model’s texts with the baseline’s as the reference.'],
  ['character-error-gap', 'Character error rate of the compressed model’s texts with the baseline’s as the reference.'],
  ['length-change', 'How many more or fewer characters the compressed model says over all samples, as a share.'],
  ['exact-match-loss', 'Generation: share of prompts after which the models do not write the same text. Speech and text to text: share of texts that are the label’s, baseline’s minus the compressed model’s.'],
  ['early-divergence', 'Share of prompts after which the models part before the token that `at` says.'],
  ['text-change', 'Edits that make baseline’s texts of the compressed model’s, in characters, per character of baseline’s.'],
  ['bleu-drop', 'Baseline’s BLEU minus the compressed model’s.'],
  ['chrf-drop', 'Baseline’s chrF minus the compressed model’s.'],
  ['rouge-drop', 'Baseline’s ROUGE-L minus the compressed model’s.'],
  ['class-drop', 'The largest loss of IoU among the classes.'],
  ...[...corruptionLimits].map(([name, { about: meaning }]): [string, string] => [name, meaning]),
  ['size', 'Compressed bytes as a share of the baseline’s, external data included.'],
]); // prettier-ignore

export function about(limit: string): string {
  return abouts.get(limit) ?? 'See the page of the task kind.';
}

/** A guardrail's own limit: with labels, and without. */
export const roleLimits = { labelled: 'negative-flips', unlabelled: 'disagreement' } as const;

export function canBePerLabel(limit: string): boolean {
  return limit === 'negative-flips';
}
