import { z } from 'zod';
import { requiredText } from '#shared/words.ts';

/**
 * Faces of official papers by name: nothing is embedded, a machine shows what it has. GB/T 9704-2012
 * names 小标宋、仿宋、楷 and 黑 and no file; which name stands in a document is the office's choice.
 */
export const facesInput = z.object({
  /** Title and issuer's mark (小标宋). */
  title: requiredText('标题字体', 60),
  /** Body (仿宋). */
  body: requiredText('正文字体', 60),
  /** Second level, names of signers (楷体). */
  script: requiredText('二级标题字体', 60),
  /** First level, labels (黑体). */
  label: requiredText('一级标题字体', 60),
  /** Page numbers (宋体). */
  number: requiredText('页码字体', 60),
});
export type Faces = z.infer<typeof facesInput>;

/** What most offices have bought or been given. */
export const standardFaces: Faces = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  script: '楷体_GB2312',
  label: '黑体',
  number: '宋体',
};

/** What each face is for, and names to choose from: the standard's first, then what desktops bring along. */
export const faceRoles = [
  { key: 'title', label: '标题', names: ['方正小标宋简体', '方正小标宋_GBK', '小标宋', '宋体'] },
  { key: 'body', label: '正文', names: ['仿宋_GB2312', '仿宋', '方正仿宋_GBK', 'FangSong'] },
  { key: 'label', label: '一级标题', names: ['黑体', '方正黑体_GBK', 'SimHei'] },
  { key: 'script', label: '二级标题', names: ['楷体_GB2312', '楷体', '方正楷体_GBK', 'KaiTi'] },
  { key: 'number', label: '页码', names: ['宋体', '方正书宋_GBK', 'SimSun'] },
] as const satisfies readonly {
  readonly key: keyof Faces;
  readonly label: string;
  readonly names: readonly string[];
}[];
