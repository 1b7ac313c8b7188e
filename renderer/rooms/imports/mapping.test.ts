import { describe, expect, it } from 'vitest';
import { guessImport } from '#shared/import-columns.ts';
import { assignColumn, changeUse, fillOf, lacksUnit, placeOf, unitsFor } from './mapping.ts';

const titles = ['企业名称', '2008年产值（亿元）', '联系方式'];
const columns = titles.map((title, index) => ({ index, title }));
const mapping = guessImport(columns, { above: [], names: [], target: 'economics' });
const placeAt = (of: typeof mapping, column: number) => {
  const use = fillOf(of, column);
  return use && placeOf(use);
};

describe('mapping', () => {
  it('takes the place away from the column that had it', () => {
    const moved = assignColumn(mapping, 2, '联系方式', 'enterprise.name');
    expect(placeAt(moved, 2)).toBe('enterprise.name');
    expect(placeAt(moved, 0)).toBeUndefined();
  });

  it('lets a column fill nothing', () => {
    expect(placeAt(assignColumn(mapping, 1, titles[1] ?? '', null), 1)).toBeUndefined();
  });

  it('keeps two years of one figure apart, with unit and year from the title', () => {
    const both = assignColumn(mapping, 2, '2007年产值', 'economics.output');
    expect(fillOf(both, 1)).toMatchObject({ field: 'output', unit: '亿元', year: 2008 });
    expect(fillOf(both, 2)).toMatchObject({ field: 'output', unit: null, year: 2007 });
  });

  it('says where a sum has no unit to be read in', () => {
    const use = { column: 3, into: 'enterprise', field: 'capitalText', unit: null, year: null };
    expect(lacksUnit(use, ['', '501'])).toBe(true);
    expect(lacksUnit(use, ['501 万元', '伍拾万元'])).toBe(false);
    expect(lacksUnit({ ...use, unit: '万元' }, ['501'])).toBe(false);
  });

  it('offers only units that convert', () => {
    const use = fillOf(changeUse(mapping, 1, { unit: '元' }), 1);
    expect(use?.unit).toBe('元');
    expect(use && unitsFor(use)).toEqual(['元', '千元', '万元', '百万元', '亿元']);
  });
});
