import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { participant } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { agreementYear, termAfter } from '#shared/services.ts';
import { demoCounty } from '#tests/support/demo-county.ts';
import { agreementVisits, listAgreements, renewAgreement } from './agreements.ts';
import { greenSources, listGreenTickets } from './green-tickets.ts';
import { deleteRows, saveRows } from './ledgers.ts';
import { serviceFigures } from './service-counts.ts';
import { todayOf } from './today.ts';
import { saveVisit } from './visits.ts';

/** Agreements of the demo county: what its visits come to, what ends, what is renewed. */

const on = '2009-05-05';
let county: Awaited<ReturnType<typeof demoCounty>>;
let desk: Desk;

beforeAll(async () => {
  county = await demoCounty(2009);
  desk = county.desk as unknown as Desk;
});
afterAll(() => county.close());

const list = (day = on) => listAgreements(desk, { on: day }).rows;

test('21 agreements, 3 of them end within 60 days, and every figure is that of its visits', () => {
  const rows = list();
  expect(rows).toHaveLength(21);
  const near = rows.filter(({ standing }) => standing === 'near');
  expect(near.map(({ validTo }) => validTo)).toEqual(['2009-06-09', '2009-06-15', '2009-06-21']);
  expect(rows.filter(({ standing }) => standing === 'running')).toHaveLength(18);
  for (const row of rows) {
    const visits = agreementVisits(desk, row.id);
    expect(visits).toHaveLength(row.visits);
    const days = new Set(visits.map(({ day }) => day));
    expect(row.doneDays).toBe(days.size);
    expect(row.promisedDays).toBe(4);
    const served = visits.flatMap(({ types }) =>
      types.map((type) => (type === '品牌/商标/知识产权' ? '品牌与知识产权' : type)),
    );
    expect(row.served).toEqual(row.services.filter((service) => served.includes(service)));
  }
  expect(rows.some(({ doneDays }) => doneDays > 0)).toBe(true);
});

test('its days count: on the 60th day before the end it is near, the day after the end expired', () => {
  const { id, validTo } = list().find(({ standing }) => standing === 'running') ?? {
    id: '',
    validTo: '',
  };
  const standing = (day: string) => list(day).find((row) => row.id === id)?.standing;
  expect(validTo).toBe('2009-12-31');
  expect(standing('2009-10-31')).toBe('running');
  expect(standing('2009-11-01')).toBe('near');
  expect(standing('2009-12-31')).toBe('near');
  expect(standing('2010-01-01')).toBe('expired');
  expect(standing('2008-12-31')).toBe('ahead');
});

test('a visit counts where the contact came or the type was promised; of one that names neither, always', () => {
  const firm = { id: 'neu', name: '澜溪新厂' };
  write(county.desk.store, { actor: '张三', purpose: '登记' }, (door) =>
    door.insert(enterprise, firm),
  );
  const visit = (id: string, type: string, people: string[]) =>
    saveVisit(desk, {
      ...{ id, enterpriseId: firm.id, visitedOn: '2009-04-01', startAt: null, endAt: null },
      ...{ place: null, serviceTypes: [type], purpose: null, content: '走访', findings: null },
      ...{ advice: null, firmPeople: null, participants: people, issues: [], photos: [] },
    });
  const agree = (values: object) =>
    saveRows(desk, {
      ledger: 'agreement',
      parent: firm.id,
      rows: [
        {
          id: null,
          values: { validFrom: '2009-03', validTo: '2009-12', section: '计量科', ...values },
        },
      ],
    }).ids[0] ?? '';
  const named = agree({ contact: '王科员（牵头）', services: JSON.stringify(['计量']) });
  const open = agree({ section: '综合科' });
  visit('11111111-1111-4111-8111-111111111111', '质量', ['王科员', '李四']);
  visit('22222222-2222-4222-8222-222222222222', '计量', ['李四']);
  visit('33333333-3333-4333-8333-333333333333', '质量', ['李四']);
  const line = (id: string) => list().find((row) => row.id === id);
  expect(line(named)).toMatchObject({
    ...{ validFrom: '2009-03-01', validTo: '2009-12-31', promisedDays: null },
    ...{ visits: 2, doneDays: 1, served: ['计量'] },
  });
  expect(line(open)).toMatchObject({ visits: 3, doneDays: 1, services: [] });
  // The same person, taken out of the visit: one visit less, the other agreement the same.
  const [one] = county.desk.store.handle
    .prepare("SELECT id FROM participant WHERE name = '王科员' AND visit_id LIKE '1111%'")
    .pluck()
    .all() as string[];
  write(county.desk.store, { actor: '张三', purpose: '修改' }, (door) =>
    door.update(participant, one ?? '', { deleted: 1 }),
  );
  expect(line(named)?.visits).toBe(1);
  expect(line(open)?.visits).toBe(3);
});

test('renewed in one step it follows at once, runs as long and promises the same; a second time is refused', () => {
  const old = list().find(({ standing, renewed }) => standing === 'near' && !renewed);
  if (!old) throw new Error('unreachable: three are near their end');
  const { id, from, to } = renewAgreement(desk, old.id);
  expect([old.validFrom, old.validTo, from, to]).toEqual([
    ...['2008-06-10', '2009-06-09'],
    ...['2009-06-10', '2010-06-09'],
  ]);
  const fresh = list().find((row) => row.id === id);
  expect(fresh).toMatchObject({
    ...{ section: old.section, contact: old.contact, services: old.services, standing: 'ahead' },
    ...{ promisedDays: 4, agreementNo: null, signedOn: null, visits: 0 },
  });
  expect(list().find((row) => row.id === old.id)?.renewed).toBe(true);
  expect(() => renewAgreement(desk, old.id)).toThrow('已有一条');
  deleteRows(desk, { ledger: 'agreement', ids: [id] });
  expect(list().find((row) => row.id === old.id)?.renewed).toBe(false);
});

test('years of an agreement and the term after it, month ends and odd terms too', () => {
  const term = { validFrom: '2008-06-10', validTo: '2010-06-09' };
  expect(agreementYear(term, '2009-05-05')).toEqual({ from: '2008-06-10', to: '2009-06-09' });
  expect(agreementYear(term, '2009-06-10')).toEqual({ from: '2009-06-10', to: '2010-06-09' });
  expect(agreementYear(term, '2026-01-01')).toEqual({ from: '2009-06-10', to: '2010-06-09' });
  expect(agreementYear(term, '2007-01-01')).toEqual({ from: '2008-06-10', to: '2009-06-09' });
  expect(termAfter({ from: '2009-03-01', to: '2010-02-28' })).toEqual({
    ...{ from: '2010-03-01', to: '2011-02-28' },
  });
  expect(termAfter({ from: '2009-01-01', to: '2011-12-31' })).toEqual({
    ...{ from: '2012-01-01', to: '2014-12-31' },
  });
  expect(termAfter({ from: '2009-01-01', to: '2009-01-10' })).toEqual({
    ...{ from: '2009-01-11', to: '2009-01-20' },
  });
});

test('16 tickets: 14 decided, 199 working days saved, one late that saved none; 2 in hand are due', () => {
  const { total } = serviceFigures(desk, { from: '2009-01-01', to: on, by: 'month' });
  expect(total).toMatchObject({ tickets: 14, daysSaved: 199 });
  const { rows } = listGreenTickets(desk);
  expect(rows).toHaveLength(16);
  expect(rows.filter(({ late }) => late > 0)).toMatchObject([
    { used: 17, statutoryDays: 15, saved: 0, late: 2 },
  ]);
  const due = greenSources(desk, on);
  expect(due).toHaveLength(2);
  expect(due[0]).toMatchObject({ kind: 'ticket', title: expect.stringMatching(/^绿色通道：/) });
  expect(todayOf(desk, { person: due[0]?.people[0] ?? '' }).due).toContainEqual(
    expect.objectContaining({ kind: 'ticket', id: due[0]?.id }),
  );
});
