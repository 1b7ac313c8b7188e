import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testClock } from '#tests/support/device.ts';
import { openMemoryStore, type Store } from './open.ts';

const rows = ['a', 'b', 'c'];

const note = ({ handle }: Store, table: string, row: string): void => {
  handle
    .prepare('INSERT INTO sync_op (tbl, rid, mask, vals) VALUES (?, ?, 1, ?)')
    .run(table, row, '[]');
};

/** What the log itself says. */
const inLog = ({ handle }: Store, sealed: number, table: string): string[] =>
  handle
    .prepare('SELECT DISTINCT rid FROM sync_op WHERE seq > ? AND tbl = ? ORDER BY rid')
    .pluck()
    .all(sealed, table) as string[];

const act = fc.record({
  kind: fc.constantFrom('note', 'note', 'taken back', 'ask', 'seal'),
  table: fc.constantFrom('visit', 'sheet'),
  row: fc.constantFrom(...rows),
  sealed: fc.nat(20),
});

test('tells what the log tells, after any writes, sealings and what was taken back', () => {
  const store = openMemoryStore(testClock());
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      for (const { kind, table, row, sealed } of acts) {
        const agree = (): void => {
          const is = store.unsealed.after(sealed, table);
          expect(rows.filter(is)).toEqual(inLog(store, sealed, table));
        };
        if (kind === 'note') note(store, table, row);
        if (kind === 'taken back')
          expect(() =>
            store.handle.transaction(() => {
              note(store, table, row);
              agree();
              throw new Error('back');
            })(),
          ).toThrow('back');
        agree();
      }
    }),
    { numRuns: 100 },
  );
  store.close();
});
