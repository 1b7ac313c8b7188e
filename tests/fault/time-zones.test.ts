import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import { listBackups } from '#db/backup.ts';
import { tableDigests } from '#db/queries/digest.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { cellHistory } from '#services/cell-history.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { openConflicts } from '#services/open-conflicts.ts';
import { backUp } from '#services/settings.ts';
import { issueSheet } from '#services/sheet-issuing.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { firmId, importFirms, makeCounty, sheetForm } from '#tests/support/county.ts';
import { tempDir, testClock } from '#tests/support/device.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';

/**
 * The time zone of the machine changed while the program runs, by a person or a roaming laptop. Node
 * reads `TZ` again when it is set, as it does when the system's own zone changes.
 */

const temp = tempDir();
const home = process.env.TZ;
const setZone = (zone: string): void => {
  process.env.TZ = zone;
  // A test that does not move proves nothing.
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
};
afterEach(() => {
  if (home === undefined) delete process.env.TZ;
  else process.env.TZ = home;
});
afterAll(() => temp.remove());

/** From the first to reach a day to the last, with quarters of hours and with summer time. */
const zones = [
  'Asia/Shanghai',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Adelaide',
  'America/New_York',
  'Europe/Berlin',
  'UTC',
] as const;

type Act = {
  readonly zone: (typeof zones)[number];
  readonly who: 0 | 1;
  readonly what: 'write' | 'carry' | 'backup';
};

const start = '2026-03-08T06:59:00.000Z';

/** Everything that must not depend on where the machine believes to be. */
const live = async (acts: readonly Act[], zoneOf: (act: Act) => string): Promise<object> => {
  const dir = join(temp.path, uuid());
  const clocks = [testClock(start, 61_000), testClock(start, 61_000)] as const;
  const benches = [
    await makeBench(join(dir, 'o'), 'officer', '石桥所', undefined, clocks[0]),
    await makeBench(join(dir, 'c'), 'county', '县局', undefined, clocks[1]),
  ] as const;
  introduceBenches(benches[0], benches[1]);
  const carry = async (from: Bench, to: Bench): Promise<void> => {
    const path = join(dir, `${uuid()}.qice`);
    await exportBundle(from, { to: to.self.officeName, path });
    await mergeBundle(to, { path });
  };
  const put = ({ store }: Bench, n: number): void =>
    write(store, { actor: '某', purpose: '改' }, (door) => {
      if (n === 0) door.insert(enterprise, { id: 'a', name: '澜溪甲厂' });
      else door.update(enterprise, 'a', { address: `${n} 号` });
    });
  try {
    put(benches[0], 0);
    await carry(benches[0], benches[1]);
    const made: string[] = [];
    for (const [n, act] of acts.entries()) {
      setZone(zoneOf(act));
      const [me, other] = [benches[act.who], benches[act.who === 0 ? 1 : 0]];
      if (act.what === 'write') put(me, n + 1);
      if (act.what === 'carry') await carry(me, other);
      if (act.what === 'backup' && act.who === 0) made.push(backUp(me, 'manual').name);
    }
    await carry(benches[0], benches[1]);
    await carry(benches[1], benches[0]);
    // The list of copies goes by when they were made.
    const copies = listBackups(benches[0].backupDir)
      .map(({ name }) => name)
      .filter((name) => made.includes(name));
    expect(copies).toEqual(made.toReversed().filter((name) => copies.includes(name)));
    const cell = { table: 'enterprise', row: 'a', column: 'address' };
    return benches.map((bench) => {
      expect(faultsOf(bench.store)).toEqual([]);
      return {
        tables: [...tableDigests(bench.store, sha256Stream)],
        questions: openConflicts(bench.store).length,
        history: cellHistory(bench, cell)
          .values.map(({ text, claimedAt, how }) => [text, claimedAt, how].join(' '))
          .toSorted(),
      };
    });
  } finally {
    for (const { store } of benches) store.close();
  }
};

const someActs = fc.array(
  fc.record({
    zone: fc.constantFrom(...zones),
    who: fc.constantFrom(0 as const, 1 as const),
    what: fc.constantFrom('write' as const, 'write' as const, 'carry' as const, 'backup' as const),
  }),
  { minLength: 2, maxLength: 10 },
);

test('whatever zones the machines go through, tables, questions and history are those of one zone', async () => {
  await fc.assert(
    fc.asyncProperty(someActs, async (acts) => {
      const moving = await live(acts, ({ zone }) => zone);
      const staying = await live(acts, () => 'UTC');
      // Which of two concurrent values is shown is told by clock, then by names made at random.
      const content = (ends: object): unknown =>
        (ends as { questions: number; history: string[] }[]).map((end) => ({
          questions: end.questions,
          history: end.history,
        }));
      expect(content(moving)).toEqual(content(staying));
      const [one, two] = moving as { tables: unknown }[];
      expect(one?.tables).toEqual(two?.tables);
    }),
    { numRuns: 6 },
  );
}, 120_000);

test('a day that is written down is the day on the wall, and stays the day that was written', async () => {
  const { officer, county } = await makeCounty(join(temp.path, 'county'), () =>
    testClock('2026-03-08T15:30:00.000Z', 1),
  );
  importFirms(officer, 12);
  const days: string[] = [];
  for (const [n, zone] of (
    ['Asia/Shanghai', 'Pacific/Pago_Pago', 'Pacific/Kiritimati'] as const
  ).entries()) {
    setZone(zone);
    const { id } = saveSheet(officer.desk(), sheetForm(firmId(n + 1), '现状'));
    issueSheet(officer.desk(), id);
    days.push(id);
  }
  setZone('America/New_York');
  const issued = days.map((id) =>
    officer.desk().store.handle.prepare('SELECT issued_on FROM sheet WHERE id = ?').pluck().get(id),
  );
  expect(issued).toEqual(['2026-03-08', '2026-03-08', '2026-03-09']);
  officer.session.close();
  county.session.close();
});
