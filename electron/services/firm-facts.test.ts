import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { type Source, sources } from '#shared/registers/ledger.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';
import { listConflicts } from './conflicts.ts';
import type { Desk, Self } from './desk.ts';
import { enterpriseId, getEnterprise } from './enterprises.ts';
import { confirmFacts, saveFacts } from './firm-facts.ts';
import { firmLedgers } from './ledgers.ts';
import { rowOrigins } from './origins.ts';

const desk = ({ store }: Replica): Desk =>
  ({ store, self: getSelf(store.reader) as unknown as Self }) as Desk;
const firm = enterpriseId(demoCreditCode(1));
const officer = (name: string, start = '2026-03-02T08:00:00.000Z'): Replica => {
  const replica = newReplica(name, testClock(start));
  write(replica.store, { actor: name, purpose: '新增企业' }, (d) =>
    d.insert(enterprise, { id: firm, name: '甲厂', uscc: demoCreditCode(1), source: '走访' }),
  );
  return replica;
};
const swap = (a: Replica, b: Replica): void => {
  receive(b, packed(a));
  receive(a, packed(b));
};
const put = (who: Replica, values: Record<string, string | number | null>, source: Source) =>
  saveFacts(desk(who), { id: firm, values, source });
const cells = (who: Replica) => rowOrigins(desk(who), 'enterprise', [firm])[0]?.cells ?? {};

test('the source of each cell is that of the write behind it, on every laptop, in whatever order they met', () => {
  const fact = fc.constantFrom('contactPhone', 'address', 'township', 'station', 'block');
  const step = fc.oneof(
    fc.record({
      does: fc.constant('say' as const),
      who: fc.nat(1),
      fact,
      source: fc.constantFrom(...sources),
    }),
    fc.record({ does: fc.constant('confirm' as const), who: fc.nat(1), fact }),
    fc.record({ does: fc.constant('swap' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const both = [officer('张三'), officer('李四', '2026-03-05T08:00:00.000Z')] as const;
      swap(...both);
      /** Who says a fact alternates only after they met, so that nothing is asked. */
      const owner = new Map<string, number>();
      const told = new Map<string, { value: string; source: Source }>();
      for (const [n, each] of steps.entries()) {
        if (each.does === 'swap') {
          swap(...both);
          owner.clear();
          continue;
        }
        const who = owner.get(each.fact) ?? each.who;
        owner.set(each.fact, who);
        const at = both[who] ?? both[0];
        if (each.does === 'say') {
          put(at, { [each.fact]: `第${n}次` }, each.source);
          told.set(each.fact, { value: `第${n}次`, source: each.source });
        } else confirmFacts(desk(at), { id: firm, keys: [each.fact] });
      }
      swap(...both);
      for (const at of both) {
        const file = getEnterprise(desk(at), firm) as unknown as Record<string, unknown>;
        for (const [key, { value, source }] of told) {
          expect(file[key]).toBe(value);
          expect(cells(at)[key]?.source).toBe(source);
        }
        expect(listConflicts(desk(at)).total).toBe(0);
      }
    }),
    { numRuns: 40 },
  );
});

test('确认无误 renews a value and keeps its source; two who confirm it are not asked', () => {
  const [a, b] = [officer('张三'), officer('李四', '2026-04-05T08:00:00.000Z')];
  put(a, { contactPhone: '0570-1', township: '湖口镇' }, '企业自报');
  swap(a, b);
  const before = cells(b).contactPhone?.at ?? '';
  confirmFacts(desk(b), { id: firm, keys: ['contactPhone', 'township', 'scope'] });
  confirmFacts(desk(a), { id: firm, keys: ['contactPhone'] });
  swap(a, b);
  expect(cells(b).contactPhone).toMatchObject({
    source: '企业自报',
    purpose: '确认企业档案仍然如此',
  });
  expect((cells(b).contactPhone?.at ?? '') > before).toBe(true);
  expect(cells(b).scope).toBeUndefined();
  expect(listConflicts(desk(a)).total).toBe(0);
});

test('a value that two people say differently is a question; saying it again answers it', () => {
  const [a, b] = [officer('张三'), officer('李四', '2026-04-05T08:00:00.000Z')];
  swap(a, b);
  put(a, { contactPhone: '0570-1' }, '走访');
  put(b, { contactPhone: '0570-2' }, '企业自报');
  swap(a, b);
  expect(listConflicts(desk(a)).total).toBe(1);
  const shown = getEnterprise(desk(a), firm).contactPhone;
  expect(cells(a).contactPhone?.source).toBe(shown === '0570-1' ? '走访' : '企业自报');
  confirmFacts(desk(a), { id: firm, keys: ['contactPhone'] });
  swap(a, b);
  expect(listConflicts(desk(b)).total).toBe(0);
  expect(getEnterprise(desk(b), firm).contactPhone).toBe(shown);
});

test('what follows from a fact is written with it: amount, division, former name, the day of a tier', () => {
  const a = officer('张三');
  put(a, { capitalText: '5000万元', orgCode: 'ma900023-8' }, '报表');
  put(a, { name: '乙厂' }, '部门共享');
  put(a, { tier: '骨干', tierSince: '2025-06-30' }, '报表');
  put(a, { tierSince: '2025-07-01' }, '报表');
  expect(getEnterprise(desk(a), firm)).toMatchObject({
    ...{ capitalAmount: 50_000_000, capitalCurrency: 'CNY', orgCode: 'MA9000238' },
    ...{ division: null, name: '乙厂', tier: '骨干', tierSince: '2025-07-01' },
  });
  const ledgers = firmLedgers(desk(a), firm);
  expect(ledgers.former_name?.map(({ values }) => values.name)).toEqual(['甲厂']);
  expect(ledgers.tier_history?.map(({ values }) => values.changedOn)).toEqual(['2025-07-01']);
  put(a, { tier: null, uscc: null }, '报表');
  expect(getEnterprise(desk(a), firm)).toMatchObject({
    uscc: null,
    division: null,
    tierSince: null,
  });
});

test('what is wrong is said and nothing is written; another firm’s code is its own', () => {
  const a = officer('张三');
  write(a.store, { actor: '张三', purpose: '新增企业' }, (d) =>
    d.insert(enterprise, { id: enterpriseId(demoCreditCode(2)), name: '丙厂' }),
  );
  const refused = (values: Record<string, string | number | null>, words: RegExp): void =>
    expect(() => put(a, { township: '湖口镇', ...values }, '走访')).toThrow(words);
  refused({ name: '' }, /请填写企业名称/);
  refused({ uscc: '9133' }, /统一社会信用代码/);
  refused({ uscc: demoCreditCode(2) }, /已属于「丙厂」/);
  refused({ capitalText: '若干' }, /注册资本读不出数额/);
  refused({ foundedOn: '去年' }, /成立日期/);
  refused({ deleted: 1 }, /没有「deleted」/);
  refused({ sourceRef: 'x' }, /没有「sourceRef」/);
  expect(getEnterprise(desk(a), firm).township).toBeNull();
});
