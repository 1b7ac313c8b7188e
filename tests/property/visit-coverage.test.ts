import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allHomes } from '#db/queries/homes.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { mergeFirms } from '#services/firm-mergers.ts';
import { insertOwn, updateOwn } from '#services/own-rows.ts';
import { coverage } from '#services/visit-coverage.ts';
import { dayAfter } from '#shared/dates.ts';
import { quartersIn } from '#shared/quarters.ts';
import { type CoverageFirm, coverageBy, coverageSides, sidesOf } from '#shared/visit-coverage.ts';
import { evenShares, weekEnds } from '#shared/visit-spread.ts';
import { holidayTableOf, isWorkingDay } from '#shared/working-days.ts';
import { uuid } from '#sync/seal.ts';
import { testClock } from '#tests/support/device.ts';
import { desk } from '#tests/support/ledger-laptops.ts';
import { newReplica } from '#tests/support/replica.ts';

/**
 * Coverage of any plan over any period agrees with counting it by hand: firms merged away, visits deleted or of
 * days to come, lines taken out or put off, firms that died.
 */

const today = '2026-05-20';
const firmIds = Array.from({ length: 6 }, (_, n) => `00000000-0000-4000-8000-00000000000${n}`);
const firm = fc.nat(firmIds.length - 1);
const flag = fc.boolean();

const life = fc.record({
  firms: fc.tuple(
    ...firmIds.map(() =>
      fc.record({
        township: fc.constantFrom('湖口镇', '石桥镇', null),
        tier: fc.constantFrom('领军', '成长', null),
        status: fc.constantFrom('在业', null, '停产', '失联', '注销'),
        deleted: fc.integer({ min: 0, max: 9 }).map((n) => Number(n === 0)),
      }),
    ),
  ),
  plans: fc.array(
    fc.record({
      firm,
      quarter: fc.integer({ min: 1, max: 4 }),
      person: fc.constantFrom('甲', '乙', '甲、乙', null),
      deleted: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
      deferred: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
    }),
    { maxLength: 14 },
  ),
  visits: fc.array(fc.record({ firm, day: fc.nat(200), deleted: flag }), { maxLength: 12 }),
  merged: fc.array(fc.tuple(firm, firm), { maxLength: 3 }),
  from: fc.nat(200),
  days: fc.nat(200),
});

test('coverage is what counting by hand gives, for every side, and its firms are the rows behind it', () => {
  fc.assert(
    fc.property(life, ({ firms, plans, visits, merged, from: start, days }) => {
      const who = newReplica('甲', testClock(`${today}T02:00:00.000Z`, 0));
      const { store } = who;
      write(store, { actor: '甲', purpose: '准备' }, (door) => {
        for (const [n, { deleted: _, ...facts }] of firms.entries())
          door.insert(enterprise, { id: firmIds[n] ?? '', name: `企业${n}`, ...facts });
        for (const { firm: n, quarter, person, deleted, deferred } of plans) {
          const id = uuid();
          const reason = deferred ? '搬迁' : null;
          insertOwn({ store }, door, 'visit_plan', {
            ...{ id, parentId: firmIds[n] ?? '' },
            values: { year: 2026, quarter, person, deferred: reason },
          });
          if (deleted) updateOwn(door, 'visit_plan', id, { deleted: 1 });
        }
        for (const { firm: n, day, deleted } of visits)
          door.insert(visit, {
            ...{ id: uuid(), enterpriseId: firmIds[n] ?? '' },
            ...{ visitedOn: dayAfter('2026-01-01', day), deleted: deleted ? 1 : 0 },
          });
      });
      for (const [a, b] of merged) {
        const [firstId, secondId] = [firmIds[a] ?? '', firmIds[b] ?? ''];
        const homes = allHomes(store);
        if ((homes.get(firstId) ?? firstId) === (homes.get(secondId) ?? secondId)) continue;
        mergeFirms(desk(who), { firstId, secondId, keeperId: firstId, take: [], keepName: false });
      }
      write(store, { actor: '甲', purpose: '删除企业' }, (door) => {
        for (const [n, { deleted }] of firms.entries())
          if (deleted) door.update(enterprise, firmIds[n] ?? '', { deleted });
      });
      const from = dayAfter('2026-01-01', start);
      const to = dayAfter(from, days);
      const found = coverage(desk(who), { from, to, base: 'plan' });

      const homes = allHomes(store);
      const homeAt = (n: number): string => homes.get(firmIds[n] ?? '') ?? firmIds[n] ?? '';
      const factsOf = (id: string) => firms[firmIds.indexOf(id)];
      const quarters = quartersIn(from, to).map(({ quarter, year }) => year === 2026 && quarter);
      const assigned = firmIds.filter((id) => {
        const status = factsOf(id)?.status ?? null;
        return (
          !homes.has(id) &&
          factsOf(id)?.deleted === 0 &&
          (status === null || status === '在业' || status === '停产') &&
          plans.some(
            (p) =>
              homeAt(p.firm) === id && !p.deferred && !p.deleted && quarters.includes(p.quarter),
          )
        );
      });
      const visitsAt = (id: string) =>
        visits.filter(({ firm: n, day, deleted }) => {
          const on = dayAfter('2026-01-01', day);
          return homeAt(n) === id && !deleted && from <= on && on <= to && on <= today;
        }).length;
      expect(found.firms.map(({ id }) => id).toSorted()).toEqual(assigned.toSorted());
      for (const one of found.firms) expect(one.visits).toBe(visitsAt(one.id));
      for (const side of coverageSides) {
        const { lines, all } = coverageBy(found.firms, side);
        const behind = (word: string | null): CoverageFirm[] =>
          found.firms.filter((one) => sidesOf(one, side).includes(word));
        for (const { word, assigned: n, visited, rate } of lines) {
          expect(n).toBe(behind(word).length);
          expect(visited).toBe(behind(word).filter(({ id }) => visitsAt(id) > 0).length);
          expect(rate).toBe(Math.round((1000 * visited) / n));
        }
        expect(all.assigned).toBe(assigned.length);
        if (side !== 'person')
          expect(lines.reduce((sum, line) => sum + line.assigned, 0)).toBe(assigned.length);
      }
    }),
    { numRuns: 60 },
  );
});

test('shares differ by one at most, and the weeks of any span end on working days inside it', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.integer({ min: 1, max: 40 }), (count, shares) => {
      const given = evenShares(count, shares);
      expect(given).toEqual(given.toSorted((a, b) => a - b));
      const sizes = Array.from({ length: shares }, (_, n) => given.filter((s) => s === n).length);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(120), fc.array(fc.nat(120)), (start, span, off) => {
      const from = dayAfter('2024-01-01', start);
      const to = dayAfter(from, span);
      const table = holidayTableOf(
        off.map((n) => ({ day: dayAfter(from, n), kind: '放假' as const, name: null })),
      );
      const days = Array.from({ length: span + 1 }, (_, n) => dayAfter(from, n));
      const weekOf = (day: string): number =>
        Math.floor((Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 3) / 7);
      const working = days.filter((day) => isWorkingDay(day, table));
      const ends = [...Map.groupBy(working, weekOf).values()].map((week) => week.at(-1));
      expect(weekEnds(from, to, table)).toEqual(ends);
    }),
  );
});
