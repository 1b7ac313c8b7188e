import { z } from 'zod';

/** Firms named in a text that was pasted, a firm a line: what both sides say of them. */

/** Lines (行) looked up at once. */
export const mostFirmLines = 2_000;

export const firmLinesInput = z.object({ text: z.string().max(400_000) });

export type NamedFirm = {
  readonly id: string;
  readonly name: string;
  readonly township: string | null;
  /** 「曾用名「甲厂」」, where it is not named as it is called now; null for as it is called. */
  readonly why: string | null;
};

/** How a line was found: beyond doubt, to be looked at, one of several to be chosen, or not at all. */
export const lineVerdicts = ['sure', 'likely', 'several', 'none'] as const;

export type FirmLine = {
  /** 1 for the first line of the text. */
  readonly no: number;
  readonly text: string;
  readonly verdict: (typeof lineVerdicts)[number];
  /** The nearest first; one where it is sure. */
  readonly firms: readonly NamedFirm[];
  /** What is wrong with a credit code in it, in words. */
  readonly problem: string | null;
};
