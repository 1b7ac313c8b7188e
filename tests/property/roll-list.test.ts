import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '#db/open.ts';
import { createSelf } from '#db/queries/self.ts';
import { rollList } from '#db/roll/list.ts';
import { synced } from '#db/schema/index.ts';
import { write } from '#db/write.ts';
import {
  builtInViews,
  type Condition,
  conditions,
  type FirmFilter,
  type FirmSort,
  noFilter,
  type WordFilter,
} from '#shared/firm-list.ts';
import { foldText } from '#shared/fold.ts';
import { columnOf } from '#shared/registers/ledger.ts';
import { testClock } from '#tests/support/device.ts';
import { memoryStore } from '#tests/support/memory-stores.ts';

/**
 * The list is answered from the roll in memory. Whatever is added, edited, deleted, merged and parted,
 * in whichever order it is looked at: the same question asked of the tables in SQL has the same answer.
 */

const today = '2026-05-10';
const intent = { actor: '张三', purpose: '测试' };

const newStore = (): Store => {
  const store = memoryStore(testClock());
  createSelf(store, {
    origin: '6f0f7d3e-0000-4000-8000-000000000001',
    incarnation: 'one',
    deviceId: '6f0f7d3e-0000-4000-8000-000000000002',
    officeId: '6f0f7d3e-0000-4000-8000-000000000003',
    officeName: '澜溪县局',
    role: 'county',
    division: '339921',
    person: '张三',
    madeAt: '2026-05-10T00:00:00.000Z',
  });
  return store;
};

const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { freq: 2 });
const yes = maybe(0, 1);
const firmCells = fc.record({
  name: fc.constantFrom('云丰纸业', '澜溪茶厂', '长兴机械', '竹源笋业', '恒瑞电子'),
  formerNames: maybe('南岭茶厂', '湖口电子'),
  uscc: maybe('91339921MA9000011E', '91339921MA900002X6'),
  township: maybe('湖口镇', '南岭镇', '竹源镇'),
  station: maybe('湖口所', '南岭所'),
  block: maybe('造纸', '笋竹制品'),
  industry: maybe('造纸和纸制品业', '食品制造业'),
  status: maybe('在业', '停产', '失联'),
  tier: maybe('领军', '骨干', '成长', '储备'),
  capitalAmount: maybe(0, 1, 20_000_000, 50_000_000_000),
  foundedOn: maybe('1998', '2009-03', '2009-03-05'),
  confirmedOn: maybe('2025-05-09', '2025-05-10', '2025-05', '2026-01-01'),
  address: maybe('湖口镇工业路1号', '竹源镇二号'),
  ownMark: yes,
  oem: yes,
  exporter: yes,
  hiTech: yes,
  keyEnergy: yes,
});
const ends = ['2026-05', '2026-05-09', '2026-05-10', '2026-08', '2026-08-08', '2026-08-09'];
const certificate = fc.record({
  validTo: maybe(...ends),
  state: maybe('有效', '暂停', '撤销', '注销'),
  number: maybe('QM-0815', 'XK-4711'),
});
const words = fc.constantFrom('特种纸', '云丰', '绿茶', '竹笋');
const part = <T>(table: string, cells: fc.Arbitrary<T>) =>
  fc.record({ kind: fc.constant('part' as const), table: fc.constant(table), at: fc.nat(), cells });

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), cells: firmCells }) },
  fc.record({ kind: fc.constant('edit' as const), at: fc.nat(), cells: firmCells }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), deleted: fc.constantFrom(0, 1) }),
  part(
    'certification',
    certificate.map((c) => ({ kind: 'ISO 9001', ...c })),
  ),
  part(
    'market_access',
    certificate.map((c) => ({ kind: '食品生产许可证', ...c })),
  ),
  part('trademark', fc.record({ name: words, state: maybe('有效', '申请中', '已失效') })),
  part('product', fc.record({ name: words, brand: maybe('澜溪牌', '云丰') })),
  part('contact', fc.record({ name: fc.constantFrom('陈厂长', '李科长') })),
  part('former_name', fc.record({ name: fc.constantFrom('老茶厂', '纸业二厂') })),
  part(
    'visit',
    fc.record({ visitedOn: fc.constantFrom('2025-12-31', '2026-03-31', '2026-04-01') }),
  ),
  part('sheet', fc.record({ year: fc.constantFrom(2025, 2026) })),
  fc.record({
    kind: fc.constant('drop part' as const),
    at: fc.nat(),
    deleted: fc.constantFrom(0, 1),
  }),
  fc.record({ kind: fc.constant('merge' as const), at: fc.nat(), with: fc.nat() }),
  fc.record({ kind: fc.constant('part again' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('look' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const tableOf = (name: string): never => synced[name as keyof typeof synced] as never;

/** Does a step to a store. Ids are remembered by what they name. */
const take = (
  store: Store,
  one: Step,
  known: {
    readonly firms: string[];
    readonly parts: { readonly table: string; readonly id: string }[];
    readonly pairs: string[];
  },
): void => {
  const firmAt = (at: number): string | undefined => known.firms[at % known.firms.length];
  write(store, intent, (door) => {
    switch (one.kind) {
      case 'add': {
        const id = store.clock.uuid();
        known.firms.push(id);
        door.insert(tableOf('enterprise'), { id, ...one.cells } as never);
        return;
      }
      case 'edit':
      case 'drop': {
        const id = firmAt(one.at);
        const cells = one.kind === 'edit' ? one.cells : { deleted: one.deleted };
        if (id !== undefined) door.update(tableOf('enterprise'), id, cells as never);
        return;
      }
      case 'part': {
        const enterpriseId = firmAt(one.at);
        if (enterpriseId === undefined) return;
        const id = store.clock.uuid();
        known.parts.push({ table: one.table, id });
        door.insert(tableOf(one.table), { id, enterpriseId, ...one.cells } as never);
        return;
      }
      case 'drop part': {
        const some = known.parts[one.at % known.parts.length];
        if (some) door.update(tableOf(some.table), some.id, { deleted: one.deleted } as never);
        return;
      }
      case 'merge': {
        const [firstId, secondId] = [firmAt(one.at), firmAt(one.with)];
        if (firstId === undefined || secondId === undefined || firstId === secondId) return;
        const id = store.clock.uuid();
        known.pairs.push(id);
        const pair = { id, firstId, secondId, verdict: 'same', keeper: 'first' };
        door.insert(tableOf('firm_pair'), pair as never);
        return;
      }
      case 'part again': {
        const id = known.pairs[one.at % known.pairs.length];
        if (id !== undefined) door.update(tableOf('firm_pair'), id, { verdict: 'open' } as never);
        return;
      }
      case 'look':
        while (store.roll.step());
    }
  });
};

/** Live rows of a table in the files of the firm `e`. */
const has = (table: string, condition: string): string =>
  `EXISTS (SELECT 1 FROM "${table}" t LEFT JOIN enterprise_home h ON h.id = t.enterprise_id
     WHERE coalesce(h.home, t.enterprise_id) = e.id AND t.deleted = 0 AND ${condition})`;
const endsSoon = (table: string): string =>
  has(
    table,
    `coalesce(t.state, '') NOT IN ('撤销', '注销')
     AND CASE length(t.valid_to) WHEN 7 THEN date(t.valid_to || '-01', '+1 month', '-1 day')
       ELSE t.valid_to END BETWEEN '${today}' AND date('${today}', '+90 days')`,
  );

/** Each condition said once more, in SQL. */
const conditionSql: Readonly<Record<Condition, string>> = {
  neverVisited: `NOT ${has('visit', '1')}`,
  notVisitedQuarter: `NOT ${has('visit', "t.visited_on >= '2026-04-01'")}`,
  notVisitedYear: `NOT ${has('visit', "t.visited_on >= '2026-01-01'")}`,
  noSheetThisYear: `NOT ${has('sheet', 't.year >= 2026')}`,
  unconfirmedYear: "coalesce(e.confirmed_on, '') < '2025-05-10'",
  certificateEnding: `(${endsSoon('certification')} OR ${endsSoon('market_access')})`,
  noOwnMark: `(coalesce(e.own_mark, 0) <> 1
    AND NOT ${has('trademark', "coalesce(t.state, '') NOT IN ('申请中', '已转让', '已失效')")})`,
  oem: 'e.oem = 1',
  keyEnergy: 'e.key_energy = 1',
  exporter: 'e.exporter = 1',
  hiTech: 'e.hi_tech = 1',
};

const searched: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['former_name', ['name']],
  ['contact', ['name', 'phone']],
  ['product', ['name', 'brand']],
  ['trademark', ['name', 'registration_no']],
  ['certification', ['number']],
  ['market_access', ['number']],
];
const holdsSql = (word: string): string => {
  const inColumn = (column: string) => `instr(qice_fold(coalesce(${column}, '')), '${word}')`;
  const own = ['name', 'former_names', 'uscc', 'township', 'address'].map((c) =>
    inColumn(`e.${c}`),
  );
  const parts = searched.map(([table, columns]) =>
    has(table, `(${columns.map((c) => inColumn(`t.${c}`)).join(' OR ')})`),
  );
  // Names and codes of the files given up lead to the one that is kept.
  const givenUp = ['name', 'former_names', 'uscc'].map((c) => inColumn(`t.${c}`));
  const ofGivenUp = `EXISTS (SELECT 1 FROM enterprise_home h JOIN enterprise t ON t.id = h.id
    WHERE h.home = e.id AND (${givenUp.join(' OR ')}))`;
  return `(${[...own, ...parts, ofGivenUp].join(' OR ')})`;
};

const wordSql = (key: string, wanted: readonly string[]): string =>
  `coalesce(e."${columnOf(key)}", '') IN (${wanted.map((word) => `'${word}'`).join(', ')})`;

const byPlace = (column: string, order: readonly string[]): string =>
  `CASE ${column} ${order.map((word, at) => `WHEN '${word}' THEN ${at}`).join(' ')} END`;

/** What each sort goes by; those by a word's sound are the matter of another test. */
const sortSql = {
  tier: byPlace('e.tier', ['领军', '骨干', '成长', '储备']),
  status: byPlace('e.status', ['在业', '停产', '失联']),
  capital: 'e.capital_amount',
  foundedOn: 'e.founded_on',
  confirmedOn: 'e.confirmed_on',
  lastVisitOn: `(SELECT max(t.visited_on) FROM visit t
    LEFT JOIN enterprise_home h ON h.id = t.enterprise_id
    WHERE coalesce(h.home, t.enterprise_id) = e.id AND t.deleted = 0)`,
  sheets: `(SELECT count(*) FROM sheet t LEFT JOIN enterprise_home h ON h.id = t.enterprise_id
    WHERE coalesce(h.home, t.enterprise_id) = e.id AND t.deleted = 0)`,
} as const satisfies Partial<Record<FirmSort, string>>;
type SortKey = keyof typeof sortSql;

const whereSql = (filter: FirmFilter): string => {
  const ofWords = (['township', 'station', 'block', 'tier', 'status', 'industry'] as const)
    .filter((key: WordFilter) => filter[key].length > 0)
    .map((key) => wordSql(key, filter[key]));
  const parts = foldText(filter.search) === '' ? [] : filter.search.split(' ').map(foldText);
  return [
    'e.deleted = 0 AND e.id NOT IN (SELECT id FROM enterprise_home)',
    ...ofWords,
    ...filter.conditions.map((condition) => conditionSql[condition]),
    ...parts.map(holdsSql),
  ].join(' AND ');
};

type Asked = { readonly filter: FirmFilter; readonly by: SortKey; readonly down: boolean };

const expectSame = (store: Store, { filter, by, down }: Asked): void => {
  const rows = store.handle
    .prepare(
      `SELECT e.rowid AS id, ${sortSql[by]} AS key FROM enterprise e WHERE ${whereSql(filter)}
       ORDER BY key ${down ? 'DESC' : 'ASC'} NULLS LAST`,
    )
    .all() as { readonly id: number; readonly key: string | number | null }[];
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const list = [...rollList(store.roll, filter, { by, down }, today)];
  expect(list.toSorted((a, b) => a - b)).toEqual([...keys.keys()].toSorted((a, b) => a - b));
  expect(list.map((id) => keys.get(id))).toEqual(rows.map(({ key }) => key));
};

const someWords = (...all: string[]) => fc.subarray(['', ...all], { maxLength: 2 });
const asked: fc.Arbitrary<Asked> = fc.record({
  filter: fc.record({
    search: fc.constantFrom('', '', '纸业', '茶厂', '云丰', '镇', '特种 湖口', '4711', '陈厂'),
    township: someWords('湖口镇', '南岭镇'),
    station: someWords('湖口所'),
    block: someWords('造纸'),
    tier: someWords('领军', '骨干'),
    status: someWords('停产', '失联'),
    industry: someWords('食品制造业'),
    conditions: fc.subarray(
      conditions.map(({ key }) => key),
      { maxLength: 2 },
    ),
  }),
  by: fc.constantFrom(...(Object.keys(sortSql) as SortKey[])),
  down: fc.boolean(),
});

test('the roll answers what SQL answers, through edits, deletions, mergers and partings', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 5, maxLength: 45 }),
      fc.array(asked, { minLength: 6, maxLength: 6 }),
      (steps, questions) => {
        const store = newStore();
        const known = { firms: [], parts: [], pairs: [] };
        for (const one of steps) take(store, one, known);
        while (store.roll.step());
        for (const question of questions) expectSame(store, question);
        for (const { filter } of builtInViews)
          expectSame(store, { filter: { ...noFilter, ...filter }, by: 'capital', down: true });
        store.close();
      },
    ),
    { numRuns: 100 },
  );
}, 240_000);
