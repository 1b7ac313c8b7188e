import { describe, expect, it } from 'vitest';
import { divisionsFor, findDivisions } from './divisions.ts';

describe('divisions', () => {
  it('finds a county by its name, by its way down and by its code', () => {
    const counties = divisionsFor('county');
    const longyou = { code: '330825', path: '浙江省 衢州市 龙游县' };
    expect(findDivisions(counties, '龙游', 50)).toContainEqual(longyou);
    expect(findDivisions(counties, '浙江 龙游', 50)).toEqual([longyou]);
    expect(findDivisions(counties, '浙江省 衢州市 龙游县', 50)).toEqual([longyou]);
    expect(findDivisions(counties, '330825', 50)).toEqual([longyou]);
  });

  it('offers cities to a city office, without the levels nobody says', () => {
    expect(findDivisions(divisionsFor('city'), '衢州', 5)).toEqual([
      { code: '3308', path: '浙江省 衢州市' },
    ]);
    expect(findDivisions(divisionsFor('officer'), '110101', 5)).toEqual([
      { code: '110101', path: '北京市 东城区' },
    ]);
  });

  it('offers the fictional county for practice, marked as such', () => {
    expect(findDivisions(divisionsFor('officer'), '澜溪', 5)).toEqual([
      { code: '339921', path: '浙江省 澜江市（演示） 澜溪县（演示）' },
    ]);
  });

  it('stops at the most that is asked for', () => {
    expect(findDivisions(divisionsFor('county'), '', 20)).toHaveLength(20);
  });
});
