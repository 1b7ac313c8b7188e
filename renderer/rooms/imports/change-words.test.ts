import { describe, expect, it } from 'vitest';
import type { FieldChange, ImportLine } from '#shared/imports.ts';
import { cellWords, explainLine } from './change-words.ts';

const change = (
  field: string,
  label: string,
  from: FieldChange['from'],
  to: FieldChange['to'],
): FieldChange => ({ field, label, from, to });

const line = (part: Partial<ImportLine>): ImportLine => ({
  row: 2,
  verdict: 'new',
  reason: null,
  name: '澜溪纸业有限公司',
  uscc: null,
  enterpriseId: null,
  changes: [],
  ...part,
});

describe('explainLine', () => {
  it('tells what a new firm brings, without what the table already shows', () => {
    const changes = [
      change('name', '企业名称', null, '澜溪纸业有限公司'),
      change('capitalAmount', '注册资本（元）', null, 20_000_000),
      change('capitalText', '注册资本原文', null, '2000万元'),
      change('address', '地址', null, '湖口镇'),
    ];
    expect(explainLine(line({ changes }))).toBe('注册资本原文 2000万元；地址 湖口镇');
  });

  it('tells what changes, and first why', () => {
    const changes = [change('address', '地址', null, '湖口镇')];
    expect(explainLine(line({ verdict: 'changed', reason: '日期读不懂', changes }))).toBe(
      '日期读不懂；地址：（空） → 湖口镇',
    );
  });

  it('groups the digits of large figures', () => {
    expect(cellWords(20_000_000)).toBe('20,000,000');
  });
});
