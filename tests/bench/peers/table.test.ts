import { describe, expect, it } from 'vitest';
import type { SpentByKind } from './peer.ts';
import { header, type Line, row, total } from './table.ts';

const spent = (...[insert = 0, update = 0, remove = 0]: number[]): SpentByKind => ({
  insert: { wall: insert * 10, cpu: insert },
  update: { wall: update * 20, cpu: update },
  delete: { wall: remove * 30, cpu: remove },
});

const line: Line = {
  title: 'Some library',
  lacks: ['no encryption', 'no signature'],
  changes: 200_000,
  floor: spent(100, 200, 100),
  figures: {
    capture: { spent: spent(150, 2_500, 25_000), aboveMB: 1.4 },
    export: { spent: { wall: 9, cpu: 200 }, bytes: 20_000_000, aboveMB: 2.6 },
    import: { spent: { wall: 9, cpu: 600 }, aboveMB: 99.9 },
    storeBytes: 60_000_000,
  },
};

describe('the table of peers', () => {
  it('divides each kind by the bare statements of that kind, exchange by all of them', () => {
    expect(total(line.floor, 'cpu')).toBe(400);
    expect(row(line, 'cpu')).toBe(
      '| Some library | no encryption; no signature | 200,000 | 1.50 | 12.5 | 250 | 0.50 | 1.50 | 100 | 300 | 1 / 3 / 100 |',
    );
  });

  it('compares the times of the clock it is asked for', () => {
    expect(total(line.floor, 'wall')).toBe(1_000 + 4_000 + 3_000);
    expect(row(line, 'wall')).toContain('| 1.50 | 12.5 | 250 | 0.00 | 0.00 |');
  });

  it('says of what leaves nothing on the disk that it lives in memory', () => {
    const ram = { ...line, figures: { ...line.figures, storeBytes: 0 } };
    expect(row(ram, 'cpu')).toContain('| 100 | memory |');
  });

  it('has a line for a library that failed, and as many cells in each line', () => {
    const failed = row({ title: 'Broken', failed: 'a | b' }, 'cpu');
    expect(failed).toContain('| Broken | **failed**: a / b |');
    const counts = [...header.split('\n'), failed, row(line, 'cpu')].map(
      (l) => l.split(' | ').length,
    );
    expect(new Set(counts).size).toBe(1);
  });
});
