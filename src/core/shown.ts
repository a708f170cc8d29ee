/** As much of a list as is shown, and how many it has. */
export interface Few<T> {
  readonly items: readonly T[];
  readonly of: number;
}

/** A stretch of tokens, `to` exclusive, and what the answer calls it. */
export interface ShownSpan {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A box in pixels of the picture that the model sees or of the original, as the task reads it; the label has no score. */
export interface ShownBox {
  /** Left, top, width, height. */
  readonly box: readonly [number, number, number, number];
  readonly name: string;
  readonly score: number | null;
}

/** Pixels of a class in both answers, and how many of those differ between them. */
export interface ShownClass {
  readonly name: string;
  readonly baseline: number;
  readonly compressed: number;
  readonly changed: number;
}

/** Where a mask changed: the share of changed pixels in each of rows × columns tiles, row by row. */
export interface ShownMap {
  readonly rows: number;
  readonly columns: number;
  readonly shares: readonly number[];
}

/**
 * Both arms' answers to one sample as plain data that a report can list or draw, `label` where there is one. Every
 * list and text is bounded: make them with `few` and `cut`.
 */
export type Shown =
  | {
      readonly is: 'tokens';
      readonly tokens: Few<string>;
      readonly baseline: Few<ShownSpan>;
      readonly compressed: Few<ShownSpan>;
      readonly label: Few<ShownSpan> | null;
    }
  | {
      readonly is: 'boxes';
      readonly baseline: Few<ShownBox>;
      readonly compressed: Few<ShownBox>;
      readonly label: Few<ShownBox> | null;
    }
  | {
      readonly is: 'mask';
      /** Of the pixels that count. */
      readonly changed: number;
      readonly classes: Few<ShownClass>;
      readonly map: ShownMap | null;
    }
  | { readonly is: 'neighbours'; readonly lost: Few<string>; readonly gained: Few<string> }
  | {
      readonly is: 'texts';
      /** So many characters in front are left out: both texts have the same ones. */
      readonly from?: number;
      readonly baseline: string;
      readonly compressed: string;
      readonly label: string | null;
    };

/** Longest list of anything that is shown of one sample. */
export const mostShown = 200;
/** Longest text that is shown of one sample, in code points. */
export const longestShown = 2000;

/** The first of a list: at most 24 unless more help, never more than 200. */
export function few<T>(list: readonly T[], most = 24): Few<T> {
  return { items: list.slice(0, Math.min(most, mostShown)), of: list.length };
}

/** A text as it is, or its beginning and an ellipsis. */
export function cut(text: string, most = longestShown): string {
  const points = Array.from(text);
  const kept = Math.min(most, longestShown);
  return points.length <= kept ? text : `${points.slice(0, kept - 1).join('')}…`;
}
