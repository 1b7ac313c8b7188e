import type { FieldChange } from '#shared/imports.ts';

/** An empty cell, said so. */
export const cellWords = (value: string | number | null): string =>
  value === null || value === '' ? '（空）' : String(value);

/** 「注册地址：旧 → 新」. */
export const changeWords = (change: FieldChange): string =>
  `${change.label}：${cellWords(change.from)} → ${cellWords(change.to)}`;
