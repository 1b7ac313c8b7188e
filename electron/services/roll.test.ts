import { expect, test } from 'vitest';
import { openMemoryStore, type Store } from '#db/open.ts';
import { createSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { rehearse, rollReading, settleRoll } from './roll.ts';

const storeOf = (): Store => {
  const store = openMemoryStore(testClock());
  createSelf(store, {
    origin: '6f0f7d3e-0000-4000-8000-000000000001',
    incarnation: 'one',
    deviceId: '6f0f7d3e-0000-4000-8000-000000000002',
    officeId: '6f0f7d3e-0000-4000-8000-000000000003',
    officeName: '澜溪县局',
    role: 'officer',
    division: '339921',
    person: '张三',
    madeAt: '2026-03-02T00:00:00.000Z',
  });
  return store;
};

test('rehearses what will be asked once the roll is read, and comes to an end', () => {
  const store = storeOf();
  write(store, { actor: '张三', purpose: '测试' }, (door) =>
    door.insert(enterprise, { id: 'e1', name: '澜溪县第一纸业有限公司' }),
  );
  expect(rehearse({ store }, 0)).toBe(false);
  settleRoll({ store });
  let asked = 0;
  while (rehearse({ store }, asked)) asked += 1;
  expect(asked).toBeGreaterThan(10);
  expect(rehearse({ store }, asked + 1)).toBe(false);
  expect(rollReading({ store })).toBeNull();
});

test('says how much of the roll is read while something is missing, and nothing after', () => {
  const store = storeOf();
  const add = (from: number, to: number): void =>
    write(store, { actor: '张三', purpose: '测试' }, (door) => {
      for (let n = from; n < to; n += 1)
        door.insert(enterprise, { id: `e${n}`, name: `澜溪县第${n}厂` });
    });
  add(0, 2_500);
  const told: number[] = [];
  while (store.roll.step()) told.push(rollReading({ store })?.done ?? -1);
  expect(rollReading({ store })).toBeNull();
  expect(told[0]).toBe(0);
  expect(Math.max(...told)).toBeGreaterThan(2_000);
  expect(told.toSorted((a, b) => a - b)).toEqual(told);
  add(2_500, 2_501);
  expect(rollReading({ store })?.total).toBe(2_501);
  settleRoll({ store });
  expect(rollReading({ store })).toBeNull();
});
