import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saveVisitInput, serviceTypes } from '#shared/visits.ts';
import { inputOfVisit } from '../visit-input.ts';
import {
  blankPaper,
  readIssues,
  readPaper,
  readPaperDay,
  readPeople,
  readSatisfaction,
  readSpan,
  readTypes,
} from './paper-form.ts';

const today = '2026-05-05';
const known = [
  { name: '王科员', initials: 'wky' },
  { name: '王科远', initials: 'wky' },
  { name: '李科员', initials: 'lky' },
  { name: '赵计量', initials: 'zjl' },
];
const id = (n: number): string => `3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a0${n}`;
const reading = { today, newId: () => id(7) };

test.each([
  ['5.3', '2026-05-03'],
  ['0503', '2026-05-03'],
  ['503', '2026-05-03'],
  ['５．３', '2026-05-03'],
  ['5月3日', '2026-05-03'],
  ['5.5', '2026-05-05'],
  // What would lie ahead was last year.
  ['5.6', '2025-05-06'],
  ['1228', '2025-12-28'],
  ['2026.12.28', '2026-12-28'],
  ['20250503', '2025-05-03'],
  ['229', null],
  ['1301', null],
  ['', null],
])('the day %s is %s', (typed, day) => {
  expect(readPaperDay(typed, today)).toBe(day);
});

const pastDay = fc
  .date({
    min: new Date('2025-05-06T00:00:00Z'),
    max: new Date('2026-05-05T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));

test('any day of the last twelve months is read back from its month and day', () => {
  fc.assert(
    fc.property(pastDay, fc.constantFrom('point', 'digits', 'short'), (day, how) => {
      const [, month = '', date = ''] = day.split('-');
      const typed =
        how === 'point'
          ? `${Number(month)}.${Number(date)}`
          : how === 'digits'
            ? month + date
            : Number(month) + date;
      expect(readPaperDay(typed, today)).toBe(day);
    }),
  );
});

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')));

test('any two times are read back, with or without colons', () => {
  fc.assert(
    fc.property(
      clock,
      clock,
      fc.constantFrom(':', ''),
      fc.constantFrom('-', '—', '～', '至'),
      (a, b, colon, to) => {
        expect(readSpan(`${a.join(colon)}${to}${b.join(colon)}`)).toEqual({
          value: { start: a.join(':'), end: b.join(':') },
        });
      },
    ),
  );
  expect(readSpan('9')).toHaveProperty('problem');
  expect(readSpan('9点')).toEqual({ value: { start: '09:00', end: null } });
  expect(readSpan('')).toEqual({ value: { start: null, end: null } });
  expect(readSpan('9:00-10:00-11:00')).toHaveProperty('problem');
});

describe('our people', () => {
  test('initials, names, and what could be two', () => {
    expect(readPeople('lky zjl', known)).toEqual({ value: ['李科员', '赵计量'] });
    expect(readPeople('z、LKY', known)).toEqual({ value: ['赵计量', '李科员'] });
    expect(readPeople('李科员 lky', known)).toEqual({ value: ['李科员'] });
    expect(readPeople('wky', known)).toEqual({
      problem: '「wky」可能是王科员、王科远，请写姓名',
    });
    expect(readPeople('xyz', known)).toHaveProperty('problem');
    expect(readPeople('钱新人', known)).toEqual({ value: ['钱新人'] });
    expect(readPeople('', known)).toEqual({ value: [] });
  });

  test('nobody is counted twice, and every name there was typed or is known', () => {
    const word = fc.oneof(
      fc.constantFrom('lky', 'zjl', 'LKY', '李科员', '赵计量', '王科员'),
      fc.string({ unit: fc.constantFrom('钱', '孙', '周'), minLength: 2, maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(' ', '、', ',', '；'), (words, between) => {
        const read = readPeople(words.join(between), known);
        if ('problem' in read) throw new Error(read.problem);
        expect(new Set(read.value).size).toBe(read.value.length);
        for (const name of read.value)
          expect(words.includes(name) || known.some((one) => one.name === name)).toBe(true);
      }),
    );
  });
});

test('service types by digits come back as themselves, own words beside', () => {
  const some = fc.uniqueArray(fc.constantFrom(...serviceTypes.keys()));
  fc.assert(
    fc.property(some, fc.boolean(), (places, apart) => {
      const digits = places.map((place) => (place === serviceTypes.length - 1 ? 0 : place + 1));
      expect(readTypes(digits.join(apart ? ' ' : ''))).toEqual(
        places.map((place) => serviceTypes[place]),
      );
    }),
  );
  expect(readTypes('13 能效标识')).toEqual(['质量', '标准化', '能效标识']);
  expect(readTypes('1 质量')).toEqual(['质量']);
});

test('an issue a line, its type by a digit', () => {
  expect(readIssues('2 天平未检\n\n想申报名牌\n5、招工难')).toEqual([
    { type: '计量', content: '天平未检' },
    { type: '质量', content: '想申报名牌' },
    { type: '其他', content: '招工难' },
  ]);
  // A figure that belongs to the words stays with them.
  expect(readIssues('2台天平未检')).toEqual([{ type: '质量', content: '2台天平未检' }]);
});

test('how content the firm is', () => {
  expect(['1', '２', '不满意', ''].map(readSatisfaction)).toEqual([
    { value: '满意' },
    { value: '基本满意' },
    { value: '不满意' },
    { value: '' },
  ]);
  expect(readSatisfaction('4')).toHaveProperty('problem');
});

test('what is typed becomes a visit that can be saved, or says what is missing', () => {
  const blank = blankPaper(id(1), { day: '', people: '' });
  expect(readPaper(blank, known, reading).problems.map(({ field }) => field)).toEqual([
    'firm',
    'day',
    'people',
    'content',
  ]);
  const typed = {
    ...blank,
    firmId: id(2),
    day: '0503',
    span: '0930-1100',
    people: 'lky 赵计量',
    types: '29',
    issues: '2 天平未检',
    satisfaction: '1',
  };
  const { form, problems } = readPaper(typed, known, reading);
  expect(problems).toEqual([]);
  expect(saveVisitInput.parse(inputOfVisit(id(1), id(2), form, form, today))).toMatchObject({
    visitedOn: '2026-05-03',
    startAt: '09:30',
    endAt: '11:00',
    participants: ['李科员', '赵计量'],
    serviceTypes: ['计量', '申报指导'],
    issues: [{ type: '计量', content: '天平未检' }],
    satisfaction: '满意',
  });
});
