import { expect, test } from 'vitest';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { testClock } from '#tests/support/device.ts';
import { captureFaults, ensureCapture } from './capture.ts';
import { openMemoryStore, type Store } from './open.ts';
import { tableDigests } from './queries/digest.ts';
import { opsAfter, txsOf } from './queries/segments.ts';
import { createSelf, getSelf, renewOrigin } from './queries/self.ts';
import { enterprise } from './schema/enterprises.ts';
import { lastSeq, write } from './write.ts';

const origin = uuid();
const newStore = (): Store => {
  const store = openMemoryStore(testClock());
  createSelf(store, {
    origin,
    incarnation: 'one',
    deviceId: uuid(),
    officeId: uuid(),
    officeName: '澜溪县局',
    role: 'officer',
    division: '339921',
    person: '张三',
    madeAt: '2026-03-02T00:00:00.000Z',
  });
  return store;
};
const intent = { actor: '张三', purpose: '测试' };

test('an insert, an update and their reasons are recorded with the rows, in one transaction', () => {
  const store = newStore();
  write(store, intent, (door) => door.insert(enterprise, { id: 'e1', name: '甲厂' }));
  write(store, { actor: '李四', purpose: '更名' }, (door) =>
    door.update(enterprise, 'e1', { name: '乙厂', township: '湖口镇' }),
  );
  const ops = opsAfter(store, 0, 10);
  expect(ops.map((op) => [op.seq, op.tbl, op.rid])).toEqual([
    [1, 'enterprise', 'e1'],
    [2, 'enterprise', 'e1'],
  ]);
  expect(ops[0]?.mask).toBe(0);
  expect(JSON.parse(ops[0]?.vals ?? '')).toHaveLength(41);
  expect(ops[1]).toMatchObject({ mask: 2 ** 2 + 2 ** 12, vals: '["乙厂","湖口镇"]' });
  expect(txsOf(store, origin, 1, 2).map((t) => [t.seq, t.actor, t.purpose])).toEqual([
    [1, '张三', '测试'],
    [2, '李四', '更名'],
  ]);
});

test('rows written many at a time are recorded as one by one, and half a row takes all of them back', () => {
  const rows = Array.from({ length: 150 }, (_, n) => ({
    id: `e${n}`,
    name: `厂${n}`,
    capitalAmount: n % 3 === 0 ? null : n,
  }));
  const [many, single] = [newStore(), newStore()];
  const keys = ['id', 'name', 'capitalAmount'] as const;
  const values = rows.flatMap((row) => keys.map((key) => row[key]));
  write(many, intent, (door) => door.insertRows(enterprise, keys, values));
  write(single, intent, (door) => {
    for (const row of rows) door.insert(enterprise, row);
  });
  expect(opsAfter(many, 0, 200)).toEqual(opsAfter(single, 0, 200));
  expect(tableDigests(many, sha256Stream)).toEqual(tableDigests(single, sha256Stream));
  const half = ['e900', '甲厂', 1, 'e901'];
  expect(() => write(many, intent, (door) => door.insertRows(enterprise, keys, half))).toThrow(
    RangeError,
  );
  expect(lastSeq(many)).toBe(150);
});

test('writing what is already there records nothing', () => {
  const store = newStore();
  write(store, intent, (door) => door.insert(enterprise, { id: 'e1', name: '甲厂' }));
  write(store, intent, (door) => door.update(enterprise, 'e1', { name: '甲厂', note: null }));
  expect(lastSeq(store)).toBe(1);
  expect(store.handle.prepare('SELECT count(*) FROM sync_tx').pluck().get()).toBe(1);
});

test('a confirmed cell is recorded as it stands, by its own purpose, and only inside the door', () => {
  const store = newStore();
  write(store, intent, (door) => door.insert(enterprise, { id: 'e1', name: '甲厂', tier: '骨干' }));
  write(store, { actor: '李四', purpose: '裁定冲突' }, (door) => {
    expect(door.confirm(enterprise, 'e1', ['tier', 'name', 'capitalAmount'])).toBe(true);
    expect(door.confirm(enterprise, 'e2', ['name'])).toBe(false);
    expect(() => door.confirm(enterprise, 'e1', [])).toThrow('nothing to confirm');
  });
  expect(opsAfter(store, 1, 10)).toEqual([
    {
      seq: 2,
      tbl: 'enterprise',
      rid: 'e1',
      mask: 2 ** 2 + 2 ** 7 + 2 ** 19,
      vals: '["甲厂",null,"骨干"]',
    },
  ]);
  expect(txsOf(store, origin, 2, 2)).toMatchObject([{ actor: '李四', purpose: '裁定冲突' }]);
});

test('a failure takes rows, records and the open door back with it', () => {
  const store = newStore();
  expect(() =>
    write(store, intent, (door) => {
      door.insert(enterprise, { id: 'e1', name: '甲厂' });
      throw new Error('半路');
    }),
  ).toThrow('半路');
  expect(lastSeq(store)).toBe(0);
  expect(store.handle.prepare('SELECT count(*) FROM enterprise').pluck().get()).toBe(0);
  expect(store.handle.prepare('SELECT mode FROM sync_ctl').pluck().get()).toBe(0);
});

test.each([
  ["INSERT INTO enterprise (id, name) VALUES ('x', 'x')", 'write outside the door'],
  ["UPDATE enterprise SET name = 'x'", 'write outside the door'],
  ['DELETE FROM enterprise', 'never removed'],
  ["INSERT OR REPLACE INTO enterprise (id, name) VALUES ('e1', 'x')", 'qice'],
])('%s is refused outside the door', (sql, message) => {
  const store = newStore();
  write(store, intent, (door) => door.insert(enterprise, { id: 'e1', name: '甲厂' }));
  expect(() => store.handle.exec(sql)).toThrow(message);
  expect(store.handle.prepare('SELECT name FROM enterprise').pluck().all()).toEqual(['甲厂']);
});

test('a removed, changed or foreign trigger is found and put right', () => {
  const store = newStore();
  expect(captureFaults(store.handle, store.schema)).toEqual([]);
  store.handle.exec('DROP TRIGGER capture_visit_update');
  store.handle.exec('DROP TRIGGER capture_sheet_insert');
  store.handle.exec(
    'CREATE TRIGGER capture_sheet_insert AFTER INSERT ON sheet BEGIN SELECT 1; END',
  );
  store.handle.exec('CREATE TRIGGER capture_odd AFTER INSERT ON sheet BEGIN SELECT 1; END');
  expect(captureFaults(store.handle, store.schema).sort()).toEqual([
    'capture_odd',
    'capture_sheet_insert',
    'capture_visit_update',
  ]);
  ensureCapture(store.handle, store.schema);
  expect(captureFaults(store.handle, store.schema)).toEqual([]);
});

test('an index of deleted rows is kept beside the triggers, and asked', () => {
  const store = newStore();
  store.handle.exec('DROP INDEX hidden_visit');
  expect(captureFaults(store.handle, store.schema)).toEqual(['hidden_visit']);
  ensureCapture(store.handle, store.schema);
  expect(captureFaults(store.handle, store.schema)).toEqual([]);
  const plan = store.handle
    .prepare('EXPLAIN QUERY PLAN SELECT id FROM visit WHERE deleted = 1 ORDER BY id')
    .all() as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toContain('hidden_visit');
});

test('a new origin takes the unsealed changes along under new numbers', () => {
  const store = newStore();
  write(store, intent, (door) => door.insert(enterprise, { id: 'e1', name: '甲厂' }));
  // As if the first change had been sealed and sent.
  store.handle
    .prepare('INSERT INTO sync_vector (origin, seq, head) VALUES (?, 1, ?)')
    .run(origin, 'f'.repeat(64));
  write(store, intent, (door) => door.update(enterprise, 'e1', { name: '乙厂' }));
  const next = uuid();
  renewOrigin(store, next, 'two');
  expect(getSelf(store.reader)).toMatchObject({ origin: next, incarnation: 'two' });
  expect(opsAfter(store, 0, 10)).toMatchObject([{ seq: 1, vals: '["乙厂"]' }]);
  expect(txsOf(store, next, 1, 1)).toMatchObject([{ seq: 1, purpose: '测试' }]);
  expect(txsOf(store, origin, 1, 1)).toMatchObject([{ seq: 1 }]);
});

test('a new origin of a store that never sealed anything writes none of its changes anew', () => {
  const store = newStore();
  const many = 500;
  write(store, intent, (door) => {
    for (let i = 1; i <= many; i += 1) door.insert(enterprise, { id: `e${i}`, name: `${i}厂` });
  });
  const before = opsAfter(store, 0, many + 1);
  const written = () => store.handle.prepare('SELECT total_changes()').pluck().get() as number;
  const start = written();
  const next = uuid();
  renewOrigin(store, next, 'two');
  expect(written() - start).toBeLessThan(10);
  expect(opsAfter(store, 0, many + 1)).toEqual(before);
  expect(txsOf(store, next, 1, many)).toMatchObject([{ seq: 1, purpose: '测试' }]);
  expect(txsOf(store, origin, 1, many)).toEqual([]);
});
