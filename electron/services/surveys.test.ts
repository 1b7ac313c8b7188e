import { expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { add, desk, firm, officer } from '#tests/support/ledger-laptops.ts';
import { surveyFigures, surveyMembers } from './surveys.ts';

/** What the files of all firms add up to. */

test('the standards base counts by level, adoption and freshness, each figure with its rows', () => {
  const a = officer('张三');
  const rows: Record<string, LedgerValue>[] = [
    { standardNo: 'GB/T 22844-2009', adoption: 'IDT', foreignNo: 'ISO 1', state: '现行' },
    { standardNo: 'QB/T 1-2001', state: '已废止' },
    { standardNo: 'Q/HC 001-2025', level: '企业标准' },
  ];
  for (const row of rows) add(a, 'executed_standard', row);
  const figures = new Map(
    surveyFigures(desk(a), { survey: 'standards' }).figures.map((f) => [f.key, f]),
  );
  expect(figures.get('total')).toMatchObject({ value: 3, unit: '项' });
  expect(figures.get('level:推荐性国家标准')?.value).toBe(1);
  expect(figures.get('level:行业标准')?.value).toBe(1);
  expect(figures.get('level:企业标准')?.value).toBe(1);
  expect(figures.get('adopted')?.value).toBe(1);
  // 1 ÷ 3 = 33.3 %
  expect(figures.get('adoptionRate')).toMatchObject({ value: 333, scale: 1, unit: '%' });
  expect(figures.get('freshRate')?.value).toBe(1_000);
  const members = surveyMembers(desk(a), { survey: 'standards', figure: 'abolished' });
  expect(members.map(({ title, firm }) => [title, firm?.name])).toEqual([['QB/T 1-2001', '甲厂']]);
});

test('a block is rolled up from its files, with what is missing per firm', () => {
  const a = officer('张三');
  write(a.store, { actor: '张三', purpose: '归块' }, (d) => {
    d.update(enterprise, firm, { block: '造纸' });
    d.insert(enterprise, { id: 'f2', name: '乙厂', block: '造纸' });
    d.insert(enterprise, { id: 'f3', name: '丙厂', block: '建材' });
  });
  add(a, 'economics', { year: 2024, output: 10_000_000, revenue: 1 });
  add(a, 'economics', { year: 2025, output: 30_000_000, revenue: 20_000_000 });
  add(a, 'product', { name: '格拉辛纸', technology: '国内先进' });
  add(a, 'spot_check', { checkedOn: '2025-06-01', product: '格拉辛纸', result: '合格' });
  add(a, 'patent', { title: '一种纸', kind: '发明' });
  const survey = surveyFigures(desk(a), { survey: 'block', block: '造纸' });
  const figures = new Map(survey.figures.map((f) => [f.key, f.value]));
  expect(new Set(survey.figures.map(({ group }) => group)).size).toBe(16);
  expect(figures.get('firms')).toBe(2);
  expect(figures.get('output')).toBe(30_000_000);
  expect(figures.get('aboveScale')).toBe(1);
  expect(figures.get('technology:国内先进')).toBe(1);
  expect(figures.get('checksPassed')).toBe(1);
  expect(figures.get('patents:发明')).toBe(1);
  expect(survey.missing.map(({ name, groups }) => [name, groups.length])).toEqual([
    ['乙厂', expect.any(Number)],
    ['甲厂', expect.any(Number)],
  ]);
  expect(survey.missing.find(({ name }) => name === '甲厂')?.groups).not.toContain('产业规模');
  expect(survey.missing.find(({ name }) => name === '乙厂')?.groups).toContain('产业规模');
  const above = surveyMembers(desk(a), { survey: 'block', block: '造纸', figure: 'aboveScale' });
  expect(above.map(({ firm: f }) => f?.name)).toEqual(['甲厂']);
});
