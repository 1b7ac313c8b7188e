import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '#db/open.ts';
import { tableDigests } from '#db/queries/digest.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { lastSeq, write } from '#db/write.ts';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir, testClock } from '#tests/support/device.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { newReplica, packed, receive } from '#tests/support/replica.ts';

/**
 * P7, capture is complete: whatever SQL is said to a synced table, by whatever way, either another
 * store has the same rows after the exchange, or the statement was refused and changed nothing.
 */

type Statement = {
  readonly kind: string;
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
  /** Leaves what it did before it failed, as SQL says of OR FAIL. */
  readonly partly?: boolean;
};
type Step =
  | { readonly kind: 'door'; readonly id: string; readonly patch: object; readonly insert: boolean }
  | Statement
  | { readonly kind: 'savepoint'; readonly steps: readonly Step[]; readonly keep: boolean };

const id = fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5');
const text = fc.oneof(
  fc.constantFrom('', '甲', "o'clock", '"[]\\', '😀', 'a\u0000b', '\u2028\r\n', 'v'.repeat(300)),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const amount = fc.oneof(
  fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  fc.integer(),
);
/** `deleted` may not be null, `name` neither: that such a statement is refused belongs to it. */
const cell = fc.oneof(
  fc.tuple(fc.constantFrom('note', 'tier', 'name'), fc.option(text, { freq: 8 })),
  fc.tuple(fc.constantFrom('capital_amount', 'deleted'), fc.option(amount, { freq: 8 })),
);
const other = cell.filter(([column]) => column !== 'name');
const or = fc.constantFrom('', 'OR ABORT', 'OR REPLACE', 'OR IGNORE', 'OR FAIL');

const said = (kind: string, sql: string, values: Statement['values']): Statement => ({
  kind,
  sql,
  values,
  partly: sql.includes('OR FAIL'),
});

const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc
    .tuple(or, id, id, text, other)
    .map(([clause, a, b, name, [column, value]]) =>
      said(
        `INSERT ${clause}`,
        `INSERT ${clause} INTO enterprise (id, name, ${column}) VALUES (?, ?, ?), (?, ?, ?)`,
        [a, name, value, b, name, value],
      ),
    ),
  fc
    .tuple(id, text, cell)
    .map(([row, name, [column, value]]) =>
      said(
        'upsert',
        `INSERT INTO enterprise (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET ${column} = ?`,
        [row, name, value],
      ),
    ),
  fc
    .tuple(id, text)
    .map(([row, name]) =>
      said(
        'upsert to nothing',
        'INSERT INTO enterprise (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING',
        [row, name],
      ),
    ),
  fc.constant(
    said(
      'INSERT SELECT',
      "INSERT OR IGNORE INTO enterprise (id, name, note) SELECT 'e' || (substr(id, 2) + 1), name, note FROM enterprise WHERE id < 'e5'",
      [],
    ),
  ),
  fc
    .tuple(or, id, cell)
    .map(([clause, from, [column, value]]) =>
      said(`UPDATE ${clause}`, `UPDATE ${clause} enterprise SET ${column} = ? WHERE id >= ?`, [
        value,
        from,
      ]),
    ),
  fc
    .tuple(or, id, id)
    .map(([clause, to, row]) =>
      said('UPDATE of the id', `UPDATE ${clause} enterprise SET id = ? WHERE id = ?`, [to, row]),
    ),
  fc
    .tuple(text)
    .map(([more]) =>
      said(
        'UPDATE by itself',
        "UPDATE enterprise SET note = coalesce(note, '') || ?, name = name, deleted = 1 - deleted RETURNING id",
        [more],
      ),
    ),
  fc.constant(
    said(
      'UPDATE FROM',
      'UPDATE enterprise SET block = visit.place FROM visit WHERE visit.enterprise_id = enterprise.id',
      [],
    ),
  ),
  fc.tuple(id, text).map(([row, place]) =>
    said(
      'visit',
      `INSERT INTO visit (id, enterprise_id, visited_on, place) VALUES ('v' || ?, ?, '2026-03-02', ?)
         ON CONFLICT (id) DO UPDATE SET place = excluded.place`,
      [row, row, place],
    ),
  ),
  id.map((row) => said('DELETE', 'DELETE FROM enterprise WHERE id = ?', [row])),
  fc.constant(said('DELETE all', 'DELETE FROM visit', [])),
);

const door: fc.Arbitrary<Step> = fc
  .record({ id, name: text, note: text, insert: fc.boolean() })
  .map(({ id: row, name, note, insert }) => ({
    kind: 'door',
    id: row,
    patch: { name, note },
    insert,
  }));

const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'step' },
    { arbitrary: statement, weight: 8 },
    { arbitrary: door, weight: 2 },
    {
      arbitrary: fc.record({
        kind: fc.constant('savepoint' as const),
        steps: fc.array(tie('step'), { maxLength: 4, depthIdentifier: 'step' }),
        keep: fc.boolean(),
      }),
      weight: 2,
    },
  ),
}));

/** One transaction: its steps, whether somebody cries stop in the end, whether it comes by the door. */
const transaction = fc.record({
  steps: fc.array(step, { maxLength: 6 }),
  end: fc.oneof(
    { arbitrary: fc.constant('commit' as const), weight: 6 },
    { arbitrary: fc.constantFrom('throw' as const, 'OR ROLLBACK' as const), weight: 1 },
  ),
  outside: fc.oneof(
    { arbitrary: fc.constant(null), weight: 3 },
    { arbitrary: statement, weight: 1 },
  ),
});
type Transaction = typeof transaction extends fc.Arbitrary<infer T> ? T : never;

/** A rule of somebody's own that writes tables that travel whenever the tier of a firm changes. */
const ownRule = `
CREATE TRIGGER own_rule AFTER UPDATE OF tier ON enterprise WHEN new.tier IS NOT old.tier
BEGIN
  UPDATE visit SET findings = new.tier WHERE enterprise_id = new.id;
  INSERT INTO visit (id, enterprise_id, visited_on) VALUES ('r' || new.id, new.id, '2026-03-03')
  ON CONFLICT (id) DO UPDATE SET advice = coalesce(advice, '') || 'x';
END`;

const rowsOf = (store: Store): Record<string, string> =>
  Object.fromEntries(tableDigests(store, sha256Stream));
const stateOf = (store: Store): string => JSON.stringify([rowsOf(store), lastSeq(store)]);

const intent = { actor: '张三', purpose: '随手' };

/** What came of the statements, over all runs: that each way was gone, and each refusal met. */
type Outcomes = Map<string, { done: number; refused: number }>;

const live = (store: Store, transactions: readonly Transaction[], outcomes: Outcomes): void => {
  const { handle } = store;

  /** A statement that fails must leave the store as it was, unless SQL says otherwise. */
  const attempt = (kind: string, partly: boolean, work: () => void): void => {
    const outcome = outcomes.get(kind) ?? { done: 0, refused: 0 };
    outcomes.set(kind, outcome);
    const before = stateOf(store);
    try {
      work();
      outcome.done += 1;
    } catch (error) {
      expect(String(error)).toMatch(/qice: |constraint failed/);
      outcome.refused += 1;
      if (!partly) expect(stateOf(store)).toBe(before);
    }
  };
  const execute = ({ sql, values }: Statement): void => {
    const prepared = handle.prepare(sql);
    if (prepared.reader) prepared.all(...values);
    else prepared.run(...values);
  };

  for (const { steps, end, outside } of transactions) {
    const before = stateOf(store);
    const whole = () =>
      write(store, intent, (by) => {
        const take = (s: Step): void => {
          if ('sql' in s) attempt(s.kind, s.partly === true, () => execute(s));
          else if ('steps' in s) {
            const kept = stateOf(store);
            handle.exec('SAVEPOINT inner_part');
            s.steps.forEach(take);
            if (!s.keep) handle.exec('ROLLBACK TO inner_part');
            handle.exec('RELEASE inner_part');
            if (!s.keep) expect(stateOf(store)).toBe(kept);
          } else
            attempt('door', false, () => {
              if (s.insert) by.insert(enterprise, { id: s.id, name: '', ...s.patch });
              else by.update(enterprise, s.id, s.patch);
            });
        };
        steps.forEach(take);
        if (end === 'throw') throw new Error('stop');
        if (end === 'OR ROLLBACK')
          handle.exec("INSERT OR ROLLBACK INTO enterprise (id, name) VALUES ('e1', NULL)");
      });
    if (end === 'commit') whole();
    else {
      expect(whole).toThrow();
      expect(stateOf(store)).toBe(before);
    }
    if (outside) {
      const closed = stateOf(store);
      // Where no row was meant, there was nothing to refuse.
      attempt('outside the door', false, () => execute(outside));
      expect(stateOf(store)).toBe(closed);
    }
  }
};

const pair = (clause: string, a: string, b: string): Statement =>
  said(
    `INSERT ${clause}`,
    `INSERT ${clause} INTO enterprise (id, name) VALUES (?, '甲'), (?, '乙')`,
    [...[a, b]],
  );

/** A life in which every way is gone once, whatever is drawn: the rarer ones do not come in every fifty. */
const everyWay: Transaction[] = [
  {
    steps: [
      pair('OR REPLACE', 'e1', 'e2'),
      pair('OR REPLACE', 'e2', 'e3'),
      said(
        'upsert',
        "INSERT INTO enterprise (id, name) VALUES ('e1', '丙') ON CONFLICT (id) DO UPDATE SET note = '丁'",
        [],
      ),
      said(
        'INSERT SELECT',
        "INSERT OR IGNORE INTO enterprise (id, name) SELECT 'e4', name FROM enterprise WHERE id = 'e1'",
        [],
      ),
      said('UPDATE FROM', 'UPDATE enterprise SET block = e.name FROM enterprise e WHERE e.id = ?', [
        'e1',
      ]),
      { kind: 'door', id: 'e5', patch: { name: '戊', note: '己' }, insert: true },
      said('UPDATE of the id', "UPDATE enterprise SET id = 'e9' WHERE id = 'e1'", []),
      said('DELETE', "DELETE FROM enterprise WHERE id = 'e1'", []),
    ],
    end: 'commit',
    outside: pair('', 'e7', 'e8'),
  },
];

test('every way of SQL to a synced table is recorded whole or refused whole', async () => {
  const outcomes: Outcomes = new Map();
  await fc.assert(
    fc.asyncProperty(
      fc.array(transaction, { minLength: 1, maxLength: 6 }),
      async (transactions) => {
        const from = newReplica('甲', testClock());
        const to = newReplica('乙', testClock());
        from.store.handle.exec(ownRule);
        live(from.store, transactions, outcomes);
        expect(receive(to, packed(from))).toBe(true);
        expect(rowsOf(to.store)).toEqual(rowsOf(from.store));
        expect(faultsOf(from.store)).toEqual([]);
        from.store.close();
        to.store.close();
      },
    ),
    { numRuns: 50, examples: [[everyWay]] },
  );
  const met = [...outcomes];
  const kinds = (of: 'done' | 'refused') =>
    met.flatMap(([kind, outcome]) => (outcome[of] > 0 ? [kind] : []));
  expect(kinds('done')).toEqual(
    expect.arrayContaining(['INSERT OR REPLACE', 'upsert', 'INSERT SELECT', 'UPDATE FROM', 'door']),
  );
  expect(kinds('refused')).toEqual(
    expect.arrayContaining(['INSERT OR REPLACE', 'UPDATE of the id', 'DELETE', 'outside the door']),
  );
});

test('the same through encrypted files and a bundle', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(transaction, { minLength: 3, maxLength: 6 }),
      async (transactions) => {
        const temp = tempDir();
        const officer = await makeBench(`${temp.path}/a`, 'officer', '石桥所');
        const county = await makeBench(`${temp.path}/b`, 'county', '县局');
        introduceBenches(officer, county);
        officer.store.handle.exec(ownRule);
        live(officer.store, transactions, new Map());
        const path = `${temp.path}/x.qice`;
        await exportBundle(officer, { to: '县局', path });
        await mergeBundle(county, { path });
        expect(rowsOf(county.store)).toEqual(rowsOf(officer.store));
        for (const { store } of [officer, county]) store.close();
        temp.remove();
      },
    ),
    { numRuns: 6 },
  );
});

test.each([
  {
    what: 'whose trigger is gone',
    harm: 'DROP TRIGGER capture_enterprise_update',
    sql: "UPDATE enterprise SET name = '乙厂'",
  },
  {
    what: 'that evicts rows unheard',
    harm: 'PRAGMA recursive_triggers = OFF',
    sql: "INSERT OR REPLACE INTO enterprise (id, name) VALUES ('e1', '乙厂'), ('e1', '丙厂')",
  },
])('a store $what is seen by this test', ({ harm, sql }) => {
  const from = newReplica('甲', testClock());
  const to = newReplica('乙', testClock());
  from.store.handle.exec(harm);
  write(from.store, intent, (by) => by.insert(enterprise, { id: 'e1', name: '甲厂' }));
  write(from.store, intent, (by) => by.update(enterprise, 'e1', { capitalAmount: 7 }));
  write(from.store, intent, () => from.store.handle.exec(sql));
  expect(receive(to, packed(from))).toBe(true);
  expect(rowsOf(to.store)).not.toEqual(rowsOf(from.store));
});
