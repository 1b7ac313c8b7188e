import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemoryStore, openStore, type Store } from '#db/open.ts';
import { enterprisesAt } from '#db/queries/enterprises.ts';
import { createSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { sheet } from '#db/schema/sheets.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { tiers } from '#shared/enterprises.ts';
import { type FirmFilter, type FirmOrder, noFilter } from '#shared/firm-list.ts';
import { foldText } from '#shared/fold.ts';
import { createFoldReader } from '#shared/fold-reader.ts';
import { testClock } from '#tests/support/device.ts';
import { findFirms, wordsOf } from './find.ts';
import { firmTextsOf, hitRank } from './firm-block.ts';
import { numberFacts, wordFacts } from './firm-facts.ts';
import { rollList, wordCounts } from './list.ts';
import { blockSize, createRoll, type Roll } from './roll.ts';

const intent = { actor: '张三', purpose: '测试' };
const owner = {
  origin: '6f0f7d3e-0000-4000-8000-000000000001',
  incarnation: 'one',
  deviceId: '6f0f7d3e-0000-4000-8000-000000000002',
  officeId: '6f0f7d3e-0000-4000-8000-000000000003',
  officeName: '澜溪县局',
  role: 'officer',
  division: '339921',
  person: '张三',
  madeAt: '2026-03-02T00:00:00.000Z',
} as const;

const newStore = (): Store => {
  const store = openMemoryStore(testClock());
  createSelf(store, owner);
  return store;
};

const settle = (roll: Roll): void => {
  while (roll.step());
  expect(roll.ready()).toBe(true);
};

/** All a roll says, by rowid. */
const contentOf = (roll: Roll) => {
  const firms = [];
  for (let rowid = 1; rowid < roll.end(); rowid++) {
    const block = roll.blocks()[Math.floor(rowid / blockSize)];
    if (!block) throw new Error(`no block for ${rowid}`);
    firms.push({
      alive: roll.alive(rowid),
      texts: firmTextsOf(block, rowid % blockSize),
      words: wordFacts.map((f) => roll.facts.vocabulary(f).words[roll.facts.column(f)[rowid] ?? 0]),
      numbers: numberFacts.map((f) => roll.facts.column(f)[rowid]),
    });
  }
  return { firms, living: roll.living(), names: [...roll.names.order()] };
};

const name = fc
  .array(fc.constantFrom(...'澜溪云丰纸业长兴重庆行乐厂有限公司（）ABb1 纸業縣'), {
    minLength: 1,
    maxLength: 9,
  })
  .map((chars) => chars.join(''));
const firmRow = fc.record({
  name,
  formerNames: fc.option(name),
  uscc: fc.option(fc.constantFrom('91339921MA900001X1', '91339921MA9000020L')),
  township: fc.option(fc.constantFrom('湖口镇', '南岭镇')),
  address: fc.option(fc.constantFrom('湖口镇 工业路1号', '南岭镇二号')),
  contactPhone: fc.option(fc.constantFrom('0570-7012345', '13800000001')),
  tier: fc.option(fc.constantFrom('领军', '骨干', '储备')),
  status: fc.option(fc.constantFrom('在业', '停产')),
  capitalAmount: fc.option(fc.constantFrom(0, 1, 2, 5, 40_000_000_000, 50_000_000_000)),
  confirmedOn: fc.option(fc.constantFrom('2025-03-01', '2024-01-01')),
  deleted: fc.constantFrom(0, 0, 0, 1),
});

const addFirms = (store: Store, rows: readonly object[]): string[] => {
  const ids = rows.map(() => store.clock.uuid());
  write(store, intent, (door) => {
    for (const [n, row] of rows.entries())
      door.insert(enterprise, { id: ids[n] ?? '', name: '', ...row });
  });
  return ids;
};

const { syllables } = createFoldReader();
const syllablesOf = (text: string | null): string[] => syllables(foldText(text ?? ''));
const headsOf = (text: string | null): string =>
  syllablesOf(text)
    .map((s) => s.charAt(0))
    .join('');

type Row = typeof firmRow extends fc.Arbitrary<infer R> ? R : never;

/** The rule in words, firm by firm: what a search over plain columns would have to find. */
const holds = (row: Row, word: string): boolean =>
  [row.name, row.formerNames, row.uscc, row.township, row.address, row.contactPhone].some((text) =>
    foldText(text ?? '').includes(word),
  ) ||
  (/^[a-z]/.test(word) &&
    (headsOf(row.name).includes(word) ||
      headsOf(row.formerNames).includes(word) ||
      (/[aeiouv]/.test(word) &&
        syllablesOf(row.name).some((_, at, all) => all.slice(at).join('').startsWith(word)))));

const letters = (from: string) =>
  fc.array(fc.constantFrom(...from), { minLength: 1, maxLength: 3 }).map((c) => c.join(''));
const word = fc.oneof(
  letters('澜溪云丰纸业长兴重庆行有限公司湖口'),
  letters('lxyfzycqhabgs'),
  fc.constantFrom('lanxi', 'yunfeng', 'zhiye', 'hang', '9133', '701', '纸業', '（纸业）', '云丰zy'),
);

test('a search finds every firm that holds all its words, nothing else, the nearest first', () => {
  fc.assert(
    fc.property(
      fc.array(firmRow, { maxLength: 12 }),
      fc.array(word, { minLength: 1, maxLength: 2 }),
      (rows, words) => {
        const store = newStore();
        addFirms(store, rows);
        settle(store.roll);
        const search = words.join(' ');
        const expected = rows.flatMap((row, n) =>
          row.deleted === 0 && wordsOf(search).every((part) => holds(row, part)) ? [n + 1] : [],
        );
        const { ranks } = findFirms(store.roll, search);
        const direct = ranks.map((rank) => (rank === hitRank.scattered ? 0 : rank));
        expect([...direct.keys()].filter((rowid) => direct[rowid] !== 0)).toEqual(expected);
        const list = [...rollList(store.roll, { ...noFilter, search }, null, '2026-03-02')];
        const nearness = list.map((rowid) => ranks[rowid] ?? 0);
        expect(nearness).toEqual(nearness.toSorted((a, b) => a - b));
        store.close();
      },
    ),
    { numRuns: 60 },
  );
});

test('hits come in the order a person expects: name, initials, pinyin, former name, code, address', () => {
  const store = newStore();
  const ids = addFirms(store, [
    { name: '湖口厂', address: '纸业路1号' },
    { name: '云丰厂', formerNames: '老纸业' },
    { name: '澜溪云丰纸业' },
    { name: '纸业一厂' },
    { name: '纸业大厂', tier: '领军' },
  ]);
  settle(store.roll);
  const found = (search: string) =>
    enterprisesAt(store, rollList(store.roll, { ...noFilter, search }, null, '2026-03-02')).map(
      (r) => ids.indexOf(r.id),
    );
  expect(found('纸业')).toEqual([4, 3, 2, 1, 0]);
  expect(found('zy')).toEqual([4, 3, 2, 1]);
  expect(found('zhiye')).toEqual([4, 3, 2]);
  expect(found('lxzy')).toEqual([2]);
  expect(found('纸业 湖口')).toEqual([0]);
});

type Step =
  | { readonly kind: 'add'; readonly row: Row }
  | { readonly kind: 'edit'; readonly at: number; readonly row: Row }
  | { readonly kind: 'visit'; readonly at: number; readonly day: string; readonly gone: number }
  | { readonly kind: 'sheet'; readonly at: number; readonly year: number }
  | { readonly kind: 'taken back'; readonly row: Row }
  | { readonly kind: 'look' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), row: firmRow }),
  fc.record({ kind: fc.constant('edit' as const), at: fc.nat(), row: firmRow }),
  fc.record({
    kind: fc.constant('visit' as const),
    at: fc.nat(),
    day: fc.constantFrom('2026-01-05', '2026-02-06'),
    gone: fc.constantFrom(0, 1),
  }),
  fc.record({
    kind: fc.constant('sheet' as const),
    at: fc.nat(),
    year: fc.constantFrom(2025, 2026),
  }),
  fc.record({ kind: fc.constant('taken back' as const), row: firmRow }),
  fc.record({ kind: fc.constant('look' as const) }),
);

/** Does one thing to a store; a firm of the past is named by its number. */
const take = (store: Store, one: Step, ids: string[]): void => {
  const id = 'at' in one ? ids[one.at % Math.max(1, ids.length)] : undefined;
  if (one.kind === 'add') ids.push(...addFirms(store, [one.row]));
  else if (one.kind === 'taken back') {
    const failing = () =>
      write(store, intent, (door) => {
        door.insert(enterprise, { id: store.clock.uuid(), ...one.row });
        store.roll.step();
        throw new Error('taken back');
      });
    expect(failing).toThrow('taken back');
  } else if (one.kind === 'look') settle(store.roll);
  else if (id !== undefined)
    write(store, intent, (door) => {
      if (one.kind === 'edit') door.update(enterprise, id, one.row);
      const row = { id: store.clock.uuid(), enterpriseId: id };
      if (one.kind === 'visit')
        door.insert(visit, { ...row, visitedOn: one.day, deleted: one.gone });
      if (one.kind === 'sheet') door.insert(sheet, { ...row, year: one.year });
    });
};

test('after any writes and looks the roll says what a new one says', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const store = newStore();
      const ids: string[] = [];
      for (const one of steps) take(store, one, ids);
      settle(store.roll);
      const fresh = createRoll(store.handle, store.schema);
      settle(fresh);
      expect(contentOf(store.roll)).toEqual(contentOf(fresh));
      store.close();
    }),
    { numRuns: 50 },
  );
});

test('more firms than a block, and what another connection writes, are followed', () => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-roll-'));
  const key = new Uint8Array(32).fill(3);
  const store = openStore({ dir, key, clock: testClock() });
  createSelf(store, owner);
  const many = Array.from({ length: blockSize + 40 }, (_, n) => ({ name: `${n}号厂` }));
  const ids = addFirms(store, many);
  settle(store.roll);
  const worker = openStore({ dir, key, clock: testClock(), exclusive: false });
  const newName = (n: number) => ({ name: `改名${n}` });
  write(worker, intent, (door) => {
    for (const n of [3, blockSize + 5]) door.update(enterprise, ids[n] ?? '', newName(n));
  });
  const more = addFirms(
    worker,
    Array.from({ length: blockSize * 2 }, (_, n) => ({ name: `新${n}` })),
  );
  worker.close();
  expect(store.roll.ready()).toBe(false);
  settle(store.roll);
  expect(store.roll.living()).toBe(ids.length + more.length);
  expect(findFirms(store.roll, '改名').total).toBe(2);
  expect(findFirms(store.roll, '新').total).toBe(more.length);
  const fresh = createRoll(store.handle, store.schema);
  settle(fresh);
  expect(contentOf(store.roll)).toEqual(contentOf(fresh));
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The list by plain comparisons. Firms without the fact come last either way. */
const byCapital = (rows: readonly Row[], down: boolean, kept: (row: Row) => boolean) => {
  const known = rows.flatMap((row, n) =>
    row.deleted === 0 && kept(row)
      ? [{ capital: row.capitalAmount, name: row.name, n: n + 1 }]
      : [],
  );
  return known
    .toSorted((a, b) => {
      if (a.capital === null || b.capital === null)
        return Number(a.capital === null) - Number(b.capital === null);
      return down ? b.capital - a.capital : a.capital - b.capital;
    })
    .map(({ capital }) => capital);
};

test('filters and sorts leave what plain comparisons leave', () => {
  fc.assert(
    fc.property(
      fc.array(firmRow, { maxLength: 15 }),
      fc.subarray(['湖口镇', '南岭镇', '']),
      fc.subarray(['领军', '骨干', '成长']),
      fc.boolean(),
      fc.boolean(),
      (rows, township, tier, unconfirmed, down) => {
        const store = newStore();
        addFirms(store, rows);
        settle(store.roll);
        const filter: FirmFilter = {
          ...noFilter,
          township,
          tier,
          conditions: unconfirmed ? ['unconfirmedYear'] : [],
        };
        const kept = (row: Row): boolean =>
          (township.length === 0 || township.includes(row.township ?? '')) &&
          (tier.length === 0 || tier.includes(row.tier ?? '')) &&
          (!unconfirmed || (row.confirmedOn ?? '') < '2025-03-02');
        const list = (order: FirmOrder) =>
          enterprisesAt(store, rollList(store.roll, filter, order, '2026-03-02'));
        expect(list({ by: 'capital', down }).map((r) => r.capitalAmount)).toEqual(
          byCapital(rows, down, kept),
        );
        const filed = list(null).map((r) => r.name);
        expect(filed).toEqual(rows.filter((r) => r.deleted === 0 && kept(r)).map((r) => r.name));
        const keys = list({ by: 'name', down }).map((r) => syllablesOf(r.name).join(''));
        const sorted = keys.toSorted();
        expect(keys).toEqual(down ? sorted.toReversed() : sorted);
        const places = list({ by: 'tier', down: false }).map((r) =>
          tiers.indexOf(r.tier as '领军'),
        );
        const known = places.filter((place) => place >= 0);
        expect(places.slice(0, known.length)).toEqual(known.toSorted());
        store.close();
      },
    ),
    { numRuns: 50 },
  );
});

test('a quarter and a year begin on their first day', () => {
  const store = newStore();
  const ids = addFirms(store, [{ name: '甲' }, { name: '乙' }, { name: '丙' }]);
  write(store, intent, (door) => {
    const days = ['2026-04-01', '2026-03-31', '2025-12-31'];
    for (const [n, visitedOn] of days.entries())
      door.insert(visit, { id: store.clock.uuid(), enterpriseId: ids[n] ?? '', visitedOn });
  });
  settle(store.roll);
  const list = (condition: FirmFilter['conditions'][number], today: string) => [
    ...rollList(store.roll, { ...noFilter, conditions: [condition] }, null, today),
  ];
  expect(list('notVisitedQuarter', '2026-06-30')).toEqual([2, 3]);
  expect(list('notVisitedQuarter', '2026-03-31')).toEqual([3]);
  expect(list('notVisitedQuarter', '2026-01-01')).toEqual([3]);
  expect(list('notVisitedYear', '2026-06-30')).toEqual([3]);
  expect(list('neverVisited', '2026-06-30')).toEqual([]);
  expect(wordCounts(store.roll, 'tier')).toEqual([{ word: '', firms: 3 }]);
});
