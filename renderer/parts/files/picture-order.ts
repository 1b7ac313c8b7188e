import type { RefusalData } from '#shared/errors.ts';

/** What goes to the thread that makes pictures small, and what comes back. */

/** Clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

export type PictureOrder = {
  readonly id: number;
  readonly file: Blob;
  /** Longest side of what is made, in pixels. */
  readonly longest: number;
  readonly turns: QuarterTurns;
};

export type PictureAnswer =
  | {
      readonly id: number;
      readonly type: 'made';
      /** A JPEG. */
      readonly blob: Blob;
      /** `YYYY-MM-DDTHH:MM:SS` by the camera's own clock. */
      readonly takenAt: string | null;
    }
  | { readonly id: number; readonly type: 'refused'; readonly refusal: RefusalData };
