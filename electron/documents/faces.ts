import type { IRunOptions } from 'docx';
import { TextRun } from 'docx';

/**
 * Faces of official papers by name: nothing is embedded, a machine shows what it has. GB/T 9704-2012
 * names 小标宋、仿宋、楷 and 黑 and no file; which name stands in a document is the office's choice.
 */
export type Faces = {
  /** Title and issuer's mark (小标宋). */
  readonly title: string;
  /** Body (仿宋). */
  readonly body: string;
  /** Second level, names of signers (楷体). */
  readonly script: string;
  /** First level, labels (黑体). */
  readonly label: string;
  /** Page numbers (宋体). */
  readonly number: string;
};

/** What most offices have bought or been given. */
export const standardFaces: Faces = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  script: '楷体_GB2312',
  label: '黑体',
  number: '宋体',
};

/** Names to choose from, the standard's first, then what Windows and Linux desktops bring along. */
export const faceChoices: { readonly [Role in keyof Faces]: readonly string[] } = {
  title: ['方正小标宋简体', '方正小标宋_GBK', '小标宋', '宋体'],
  body: ['仿宋_GB2312', '仿宋', '方正仿宋_GBK', 'FangSong'],
  script: ['楷体_GB2312', '楷体', '方正楷体_GBK', 'KaiTi'],
  label: ['黑体', '方正黑体_GBK', 'SimHei'],
  number: ['宋体', '方正书宋_GBK', 'SimSun'],
};

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

/** XML 1.0 has no place for these; a bundle may bring them. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point.
  text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '').toWellFormed();

/** Text in a face and size (half points). @see sizes */
export const run = (text: string, face: string, size: number, more: IRunOptions = {}): TextRun =>
  new TextRun({ text: printable(text), size, ...inFace(face), ...more });
