import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastTogether, pageBreaks } from './page-breaks.ts';

const sum = (heights: readonly number[]): number => heights.reduce((all, one) => all + one, 0);

test('pages hold what they can, and the foot stands with three rows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 15, max: 90 }), { maxLength: 120 }),
      fc.integer({ min: 26, max: 80 }),
      fc.integer({ min: 360, max: 900 }),
      (rows, tail, room) => {
        const breaks = pageBreaks({ rows, tail, room });
        const starts = [0, ...breaks];
        const pages = starts.map((from, i) => rows.slice(from, starts[i + 1]));
        expect(pages.flat()).toEqual(rows);
        for (const page of pages) expect(sum(page)).toBeLessThanOrEqual(room);
        expect(sum(pages.at(-1) ?? []) + tail).toBeLessThanOrEqual(room);
        if (breaks.length > 0) expect(pages.at(-1)?.length).toBeGreaterThanOrEqual(lastTogether);
        // No page is turned early but to leave rows for the last.
        for (const [i, page] of pages.slice(0, -1).entries()) {
          const next = pages[i + 1] ?? [];
          const turnsEarly = sum(page) + (next[0] ?? 0) <= room;
          expect(turnsEarly && next.length > lastTogether).toBe(false);
        }
      },
    ),
  );
});

test('rows higher than a page each have their own, and nothing hangs', () => {
  expect(pageBreaks({ rows: Array(6).fill(500), tail: 30, room: 400 })).toEqual([1, 2, 3]);
  expect(pageBreaks({ rows: [], tail: 30, room: 400 })).toEqual([]);
});
