import { describe, expect, it } from 'vitest';
import { guessMapping } from '#shared/roster-columns.ts';
import { assignColumn, fieldOfColumn } from './mapping.ts';

describe('mapping', () => {
  const mapping = guessMapping(['企业名称', '统一社会信用代码', '联系方式']);

  it('takes the field away from the column that had it', () => {
    const moved = assignColumn(mapping, 2, 'name');
    expect(fieldOfColumn(moved, 2)).toBe('name');
    expect(fieldOfColumn(moved, 0)).toBeNull();
  });

  it('lets a column fill nothing', () => {
    expect(assignColumn(mapping, 2, null)).toEqual({ ...mapping, contactPhone: null });
  });
});
