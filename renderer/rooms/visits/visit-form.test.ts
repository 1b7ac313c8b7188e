import { describe, expect, test } from 'vitest';
import { saveVisitInput, type Visit } from '#shared/visits.ts';
import { blankIssue, blankVisit, formOfVisit, hasMore, photoOf, visitForm } from './visit-form.ts';
import { factId, inputOfVisit, problemsOfVisit } from './visit-input.ts';

const today = '2026-05-05';
const id = (n: number): string => `3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a0${n}`;
const empty = blankVisit(today, '张三');
const blank = { ...empty, content: '看了车间' };
const sent = (form: typeof blank) => inputOfVisit(id(1), id(2), form, blank, today);

test('a new visit is today, by the person at the desk, and needs but a word of what it was', () => {
  expect(problemsOfVisit(empty, empty, today).map(({ field }) => field)).toEqual(['visit-content']);
  expect(problemsOfVisit({ ...empty, serviceTypes: ['质量'] }, empty, today)).toEqual([]);
  expect(problemsOfVisit({ ...empty, foundStatus: '失联' }, empty, today)).toEqual([]);
  expect(problemsOfVisit(blank, blank, today)).toEqual([]);
  expect(saveVisitInput.parse(sent(blank))).toMatchObject({
    visitedOn: today,
    participants: ['张三'],
    serviceTypes: [],
    content: '看了车间',
    startAt: null,
  });
});

test('a name still being typed counts, and nobody counts twice', () => {
  const form = { ...blank, participantTyped: '李四、张三 王五' };
  expect(sent(form).participants).toEqual(['张三', '李四', '王五']);
});

test('own words stand in for 其他 and come back as own words', () => {
  const form = { ...blank, serviceTypes: ['其他', '质量'], otherTypes: '能效、条码' };
  const types = sent(form).serviceTypes;
  expect(types).toEqual(['质量', '能效', '条码']);
  const visit = { ...emptyVisit, serviceTypes: types };
  expect(formOfVisit(visit)).toMatchObject({
    serviceTypes: ['质量', '其他'],
    otherTypes: '能效、条码',
  });
  expect(sent({ ...form, otherTypes: ' ' }).serviceTypes).toEqual(['质量', '其他']);
  expect(sent({ ...form, serviceTypes: ['质量'] }).serviceTypes).toEqual(['质量']);
});

describe('what keeps a visit from being saved', () => {
  const messages = (form: typeof blank, base = blank) =>
    problemsOfVisit(form, base, today).map((problem) => problem.field);

  test('day, people, times', () => {
    expect(
      messages({ ...blank, visitedOn: '', participants: [], startAt: '10:00', endAt: '9:00' }),
    ).toEqual(['visit-day', 'visit-participants', 'visit-end']);
    expect(messages({ ...blank, startAt: '早上' })).toEqual(['visit-start']);
  });

  test('an issue without a word is none, a saved one that was emptied is a problem', () => {
    const form = { ...blank, issues: [blankIssue(id(3))] };
    expect(messages(form)).toEqual([]);
    expect(sent(form).issues).toEqual([]);
    const base = { ...blank, issues: [{ ...blankIssue(id(3)), content: '超期' }] };
    expect(messages(form, base)).toEqual([`issue-${id(3)}`]);
  });
});

test('photos go as references with caption and time', () => {
  const stored = {
    sha256: 'a'.repeat(64),
    mime: 'image/jpeg',
    width: 1600,
    height: 1200,
    bytes: 9,
  };
  const form = { ...blank, photos: [photoOf(id(4), stored, '2026-05-05T14:03:22')] };
  expect(saveVisitInput.parse(sent(form)).photos).toEqual([
    {
      id: id(4),
      sha256: 'a'.repeat(64),
      caption: null,
      takenAt: '2026-05-05T14:03:22',
      name: null,
    },
  ]);
});

test('the folded part opens where something stands in it', () => {
  expect(hasMore(blank)).toBe(false);
  expect(hasMore({ ...blank, materials: '宣传手册 2 本' })).toBe(true);
});

test('a draft written by an older program is filled in', () => {
  expect(visitForm.parse({ visitedOn: today, participants: ['张三'] })).toEqual(empty);
});

const emptyVisit: Visit = {
  id: id(1),
  enterpriseId: id(2),
  enterpriseName: '澜溪县某厂',
  visitedOn: today,
  startAt: null,
  endAt: null,
  place: null,
  serviceTypes: [],
  purpose: null,
  content: null,
  findings: null,
  advice: null,
  firmPeople: null,
  materials: null,
  followUp: null,
  satisfaction: null,
  foundStatus: null,
  participants: ['张三'],
  issues: [],
  photos: [],
  state: 'here',
};

test('facts that were put right are sent with what stood there; an unreadable one is a problem', () => {
  const corrections = [
    { id: 'contactPhone', before: '0570-1', text: ' 0570-7012345 ', holds: false },
    { id: 'staff', before: null, text: '八十', holds: false },
    { id: 'address', before: '城东', text: '', holds: true },
  ];
  const form = { ...blank, corrections };
  expect(sent(form).corrections).toEqual([
    { key: 'contactPhone', before: '0570-1', text: '0570-7012345', holds: false },
    { key: 'staff', before: null, text: '八十', holds: false },
    { key: 'address', before: '城东', text: '', holds: true },
  ]);
  expect(problemsOfVisit(form, blank, today)).toEqual([
    { field: factId('staff'), message: '从业人员应为数字' },
  ]);
});
