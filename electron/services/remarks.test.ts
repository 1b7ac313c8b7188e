import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { putOffice } from '#db/queries/peers.ts';
import { putOriginDevice } from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { remark } from '#db/schema/remarks.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Role } from '#shared/exchange.ts';
import { readRemarkDraftKey, remarkDraftKeys, threadState } from '#shared/remarks.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';
import type { Desk } from './desk.ts';
import { listDrafts, putDraft } from './drafts.ts';
import { openConflicts } from './open-conflicts.ts';
import {
  closeReturn,
  countReturnsToDo,
  listReturns,
  replyToReturn,
  returnAgain,
  returnRecord,
  returnStates,
} from './remarks.ts';

const deskOf = ({ store }: Replica, role: Role): Desk =>
  ({ store, self: { ...getSelf(store.reader), role } }) as unknown as Desk;
const swap = (a: Replica, b: Replica): void => {
  receive(b, packed(a));
  receive(a, packed(b));
};

/** An officer with one visit, a county that has merged it, a city that has too. */
const three = () => {
  const [officer, county, city] = ['石桥所', '县局', '市局'].map((name, i) =>
    newReplica(name, testClock(`2026-03-0${i + 2}T08:00:00.000Z`)),
  ) as [Replica, Replica, Replica];
  write(officer.store, { actor: '王科员', purpose: '记录走访' }, (door) => {
    door.insert(enterprise, { id: 'e', name: '澜溪云丰纸业有限公司' });
    door.insert(visit, { id: 'v', enterpriseId: 'e', visitedOn: '2026-03-02', content: '看车间' });
  });
  swap(officer, county);
  swap(county, city);
  return {
    officer,
    county,
    city,
    atOfficer: deskOf(officer, 'officer'),
    atCounty: deskOf(county, 'county'),
    atCity: deskOf(city, 'city'),
  };
};

const state = (desk: Desk) => returnStates(desk, 'visit', ['v']).get('v');
const theReturn = (desk: Desk): string => listReturns(desk)[0]?.id ?? '';

test('returned, mended and answered, confirmed: each sees it when the other’s bundle has come', () => {
  const { officer, county, atOfficer, atCounty } = three();
  returnRecord(atCounty, { table: 'visit', row: 'v', body: '缺照片' });
  expect([state(atCounty), state(atOfficer)]).toEqual(['open', undefined]);
  swap(county, officer);
  expect(listReturns(atOfficer)).toMatchObject([
    {
      title: '走访 2026-03-02',
      enterpriseName: '澜溪云丰纸业有限公司',
      state: 'open',
      asked: { body: '缺照片', officeName: '县局', role: 'county' },
      mine: false,
      todo: true,
    },
  ]);
  expect([countReturnsToDo(atOfficer), countReturnsToDo(atCounty)]).toEqual([1, 0]);
  replyToReturn(atOfficer, { id: theReturn(atOfficer), body: '已补三张' });
  expect([state(atCounty), state(atOfficer)]).toEqual(['open', 'answered']);
  swap(county, officer);
  expect(listReturns(atCounty)).toMatchObject([
    { state: 'answered', mine: true, answers: [{ kind: 'reply', body: '已补三张' }] },
  ]);
  expect([countReturnsToDo(atOfficer), countReturnsToDo(atCounty)]).toEqual([0, 1]);
  closeReturn(atCounty, { id: theReturn(atCounty) });
  expect(countReturnsToDo(atCounty)).toBe(0);
  swap(county, officer);
  for (const desk of [atOfficer, atCounty]) {
    expect(state(desk)).toBeNull();
    expect(listReturns(desk)).toMatchObject([{ state: 'closed' }]);
  }
});

test('returned again: the old question is closed and the new one open', () => {
  const { officer, county, atOfficer, atCounty } = three();
  returnRecord(atCounty, { table: 'visit', row: 'v', body: '缺照片' });
  swap(county, officer);
  replyToReturn(atOfficer, { id: theReturn(atOfficer), body: '已补' });
  swap(county, officer);
  returnAgain(atCounty, { id: theReturn(atCounty), body: '仍看不清铭牌' });
  swap(county, officer);
  expect(listReturns(atOfficer).map((t) => [t.asked.body, t.state])).toEqual([
    ['仍看不清铭牌', 'open'],
    ['缺照片', 'closed'],
  ]);
  expect(() =>
    replyToReturn(atOfficer, { id: listReturns(atOfficer)[1]?.id ?? '', body: '又补' }),
  ).toThrow('再次退回');
});

test('an officer returns and closes nothing, a county not what the city returned', () => {
  const { county, city, atOfficer, atCounty, atCity } = three();
  const about = { table: 'visit', row: 'v' } as const;
  expect(() => returnRecord(atOfficer, { ...about, body: 'x' })).toThrow('退回的单位');
  returnRecord(atCity, { ...about, body: '与报表不符' });
  swap(city, county);
  const id = theReturn(atCounty);
  expect(listReturns(atCounty)).toMatchObject([{ mine: false }]);
  for (const act of [closeReturn, returnAgain])
    expect(() => act(atCounty, { id, body: 'x' })).toThrow('退回的单位');
  replyToReturn(atCounty, { id, body: '已核对' });
  swap(city, county);
  closeReturn(atCity, { id });
  expect(state(atCity)).toBeNull();
});

test('another officer who holds the record too has nothing to do about it', () => {
  const { officer, county, atCounty } = three();
  const other = newReplica('湖口所', testClock('2026-03-05T08:00:00.000Z'));
  returnRecord(atCounty, { table: 'visit', row: 'v', body: '缺照片' });
  swap(county, other);
  swap(county, officer);
  const atOther = deskOf(other, 'officer');
  expect(listReturns(atOther)).toMatchObject([{ state: 'open', mine: false, todo: false }]);
  expect(countReturnsToDo(atOther)).toBe(0);
});

test('what is not here cannot be returned, answered or closed', () => {
  const { atCounty } = three();
  expect(() => returnRecord(atCounty, { table: 'visit', row: 'w', body: 'x' })).toThrow('走访');
  expect(() => closeReturn(atCounty, { id: 'w' })).toThrow('退回意见');
});

test('closed by one and answered by the other at once contradicts nothing', () => {
  const { officer, county, atOfficer, atCounty } = three();
  returnRecord(atCounty, { table: 'visit', row: 'v', body: '缺照片' });
  swap(county, officer);
  const id = theReturn(atOfficer);
  replyToReturn(atOfficer, { id, body: '已补' });
  closeReturn(atCounty, { id });
  swap(county, officer);
  for (const desk of [atOfficer, atCounty]) {
    expect(listReturns(desk)).toMatchObject([{ state: 'closed', answers: [{}, {}] }]);
    expect(openConflicts(desk.store)).toEqual([]);
  }
});

test('a visit deleted by one and returned by the other is asked about', () => {
  const { officer, county, atCounty } = three();
  returnRecord(atCounty, { table: 'visit', row: 'v', body: '缺照片' });
  write(officer.store, { actor: '王科员', purpose: '删除' }, (door) =>
    door.update(visit, 'v', { deleted: 1 }),
  );
  swap(county, officer);
  for (const { store } of [officer, county])
    expect(openConflicts(store)).toMatchObject([{ kind: 'deleteEdit', table: 'visit', row: 'v' }]);
});

test('three desks acting at random and meeting in any order say the same of every return', () => {
  const acts = fc.array(
    fc.record({
      who: fc.nat(2),
      act: fc.constantFrom('return', 'again', 'reply', 'close', 'meet'),
      which: fc.nat(5),
      with: fc.nat(2),
    }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(acts, (steps) => {
      const { officer, county, city, atOfficer, atCounty, atCity } = three();
      const desks = [atOfficer, atCounty, atCity];
      const replicas = [officer, county, city];
      for (const step of steps) {
        const desk = desks[step.who];
        const [a, b] = [replicas[step.who], replicas[step.with]];
        if (!desk || !a || !b) continue;
        const known = listReturns(desk);
        const id = known[step.which % Math.max(1, known.length)]?.id ?? 'none';
        const body = `第 ${step.which} 句`;
        try {
          if (step.act === 'return') returnRecord(desk, { table: 'visit', row: 'v', body });
          if (step.act === 'again') returnAgain(desk, { id, body });
          if (step.act === 'reply') replyToReturn(desk, { id, body });
          if (step.act === 'close') closeReturn(desk, { id });
          if (step.act === 'meet' && a !== b) swap(a, b);
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^(remark|record)\./);
        }
      }
      for (let round = 0; round < 2; round++) {
        swap(officer, county);
        swap(county, city);
      }
      swap(officer, county);
      const [one, ...others] = desks.map((desk) =>
        listReturns(desk)
          .map(({ id, state, answers }) => [id, state, answers.map((a) => a.id).sort()])
          .sort(),
      );
      for (const other of others) expect(other).toEqual(one);
      expect(openConflicts(county.store)).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('the state of a return depends on who answered, not on the order of the answers', () => {
  const role = fc.constantFrom('officer', 'county', 'city', 'minister');
  const kind = fc.constantFrom('return', 'reply', 'close', 'later');
  const rank = (r: string): number => Math.max(0, ['officer', 'county', 'city'].indexOf(r));
  fc.assert(
    fc.property(role, fc.array(fc.record({ kind, role })), (asked, answers) => {
      const state = threadState(asked, answers);
      expect(threadState(asked, answers.toReversed())).toBe(state);
      const closed = answers.some(
        (a) =>
          (a.kind === 'close' || a.kind === 'return') &&
          rank(a.role) > 0 &&
          rank(a.role) >= rank(asked),
      );
      expect(state === 'closed').toBe(closed);
      // Somebody without the say changes nothing but that there is an answer.
      const below = answers.filter((a) => a.kind === 'reply' || rank(a.role) === 2);
      if (asked === 'city') expect(threadState(asked, below)).toBe(state);
    }),
  );
  expect(threadState('county', [{ kind: 'later', role: 'city' }])).toBe('open');
});

describe('a close by who has no say', () => {
  const close = (replica: Replica, answers: string, role: string): void =>
    write(replica.store, { actor: '某', purpose: '办结退回' }, (door) =>
      door.insert(remark, {
        id: `close-${role}-${answers}`,
        aboutTable: 'visit',
        aboutId: 'v',
        enterpriseId: 'e',
        answers,
        body: '确认办结',
        kind: 'close',
        saidAt: '2026-03-05T08:00:00.000Z',
        officeName: replica.name,
        role,
        person: '某',
      }),
    );

  test('is shown and does not close: below the rank that returned', () => {
    const { county, city, officer, atOfficer, atCounty, atCity } = three();
    returnRecord(atCity, { table: 'visit', row: 'v', body: '与年报不符' });
    swap(city, county);
    swap(county, officer);
    close(county, theReturn(atCounty), 'county');
    swap(county, city);
    swap(county, officer);
    for (const desk of [atOfficer, atCounty, atCity]) {
      expect(state(desk)).toBe('open');
      expect(listReturns(desk)[0]?.answers).toHaveLength(1);
    }
    expect(countReturnsToDo(atOfficer)).toBe(1);
    closeReturn(atCity, { id: theReturn(atCity) });
    expect(state(atCity)).toBeNull();
  });

  test('nor does one of a device that calls itself an office', () => {
    const { county, officer, atOfficer, atCounty } = three();
    returnRecord(atCounty, { table: 'visit', row: 'v', body: '缺照片' });
    swap(county, officer);
    close(officer, theReturn(atOfficer), 'city');
    expect(state(atOfficer)).toBe('open');
    swap(officer, county);
    // As learnt from the bundle that brought the log.
    putOriginDevice(county.store, officer.origin, 'd');
    putOffice(county.store, {
      deviceId: 'd',
      officeId: 'o',
      officeName: '石桥所',
      role: 'officer',
      division: '339921',
      person: '王科员',
      signPublic: 'RW',
      ageRecipient: null,
      vouchedBy: 'x',
      trustedAt: '2026-03-01T08:00:00.000Z',
    });
    expect(state(atCounty)).toBe('open');
    expect(listReturns(atCounty)[0]?.answers[0]?.role).toBe('officer');
    expect(countReturnsToDo(atCounty)).toBe(0);
    closeReturn(atCounty, { id: theReturn(atCounty) });
    expect(state(atCounty)).toBeNull();
  });
});

test('words kept while they were typed go with the saying of them, and are found under their firm', async () => {
  const { officer, county, atOfficer, atCounty } = three();
  const said = remarkDraftKeys.giveBack('visit', 'v');
  const keep = (desk: Desk, key: string) =>
    putDraft(desk, { kind: 'remark', key, body: '写了一半' });
  await keep(atCounty, said);
  expect(listDrafts(atCounty)).toMatchObject([{ key: said, title: '澜溪云丰纸业有限公司' }]);
  returnRecord(atCounty, { table: 'visit', row: 'v', body: '缺照片' });
  expect(listDrafts(atCounty)).toEqual([]);
  swap(county, officer);
  const id = theReturn(atOfficer);
  await keep(atOfficer, remarkDraftKeys.reply(id));
  await keep(atOfficer, remarkDraftKeys.again(id));
  expect(listDrafts(atOfficer)).toMatchObject([{ enterpriseId: 'e' }, { enterpriseId: 'e' }]);
  replyToReturn(atOfficer, { id, body: '已补' });
  expect(listDrafts(atOfficer).map(({ key }) => key)).toEqual([remarkDraftKeys.again(id)]);
  for (const key of [said, remarkDraftKeys.reply(id), remarkDraftKeys.again(id)])
    expect(readRemarkDraftKey(key)).toBeDefined();
  expect(readRemarkDraftKey('return-photo-x')).toBeUndefined();
});
