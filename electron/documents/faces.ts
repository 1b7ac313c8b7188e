import type { IRunOptions } from 'docx';
import { TextRun } from 'docx';
import { printable } from './printable.ts';

/** Runs of text in the faces and sizes of official papers. */

/** Chinese sizes in half points, as runs have them: 初号 42 pt to 小五 9 pt. */
export const sizes = {
  /** 初号 */ first: 84,
  /** 一号 */ no1: 52,
  /** 二号 */ no2: 44,
  /** 三号 */ no3: 32,
  /** 四号 */ no4: 28,
  /** 小四 */ small4: 24,
  /** 五号 */ no5: 21,
  /** 小五 */ small5: 18,
} as const;

/** A run in one face for every script, so that digits and letters match the characters around them. */
export const inFace = (face: string): Pick<IRunOptions, 'font'> => ({
  font: { ascii: face, hAnsi: face, eastAsia: face, cs: face },
});

/** Text in a face and size (half points). @see sizes */
export const run = (text: string, face: string, size: number, more: IRunOptions = {}): TextRun =>
  new TextRun({ text: printable(text), size, ...inFace(face), ...more });
