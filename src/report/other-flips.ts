import type { TaskRow } from '../core/report.js';

/**
 * What is said of answers that changed and are neither lost nor won: they were wrong and are, unless answers of these
 * rows can be other ones and right: texts, say.
 */
export function otherFlips(rows: readonly Pick<TaskRow, 'disagreement' | 'rightness'>[]): string {
  const isRight = rows.some(
    ({ disagreement, rightness }) =>
      rightness !== null && (disagreement?.otherFlips ?? 0) > rightness.neither,
  );
  return isRight ? 'right or wrong as before' : 'wrong → wrong';
}
