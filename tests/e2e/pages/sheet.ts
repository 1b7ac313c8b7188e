import type { Page } from 'playwright-core';
import { fixings } from '#shared/sheets.ts';

export type Fixings = Readonly<Record<(typeof fixings)[number]['key'], string>>;

/** One work sheet. */
export const sheet = (page: Page) => {
  const cell = (place: number, label: string) => page.getByLabel(`第 ${place} 项 ${label}`);
  return {
    block: (label: '现状' | '差距' | '目标') => page.getByLabel(label, { exact: true }),
    grade: page.getByLabel('类别'),
    cell,
    /** Writes one measure, cell by cell; an empty word leaves the cell empty. */
    measure: async (place: number, words: Fixings): Promise<void> => {
      for (const { key, label } of fixings) await cell(place, label).fill(words[key]);
    },
    addMeasure: page.getByRole('button', { name: '添加措施' }),
    progress: (place: number) => page.getByRole('button', { name: `第 ${place} 项 进展` }),
    alert: page.getByRole('alert'),
    save: page.getByRole('button', { name: '保存' }),
    issue: page.getByRole('button', { name: '签发' }),
    confirmIssue: page.getByRole('dialog').getByRole('button', { name: '签发' }),
  };
};
