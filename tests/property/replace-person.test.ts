import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleOf } from '#shared/people.ts';
import { replacePerson } from '#shared/replace-person.ts';

const names = ['王科员', '李计量', '赵标准', '龘堃', '欧阳质量', '张三'] as const;
const name = fc.constantFrom(...names);
const mark = fc.constantFrom('、', '，', ',', '；', '/', '\n', ' 、 ', '|');
const aside = fc.constantFrom('', '（牵头）', '(质量科、计量科)', '【副】');

const cell = fc
  .array(fc.tuple(name, aside, mark), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map(([who, said, sep], at) => (at === 0 ? '' : sep) + who + said).join(''));

test('exactly one name changes: the others stay, in their order, each once', () => {
  fc.assert(
    fc.property(cell, name, name, (text, from, to) => {
      const before = peopleOf(text);
      const after = peopleOf(replacePerson(text, from, to));
      const wanted = [...new Set(before.map((who) => (who === from ? to : who)))];
      expect(after.toSorted()).toEqual(wanted.toSorted());
      // Those who stay keep their order.
      expect(after.filter((who) => who !== to)).toEqual(
        before.filter((who) => who !== from && who !== to),
      );
    }),
    { numRuns: 5_000 },
  );
});

test('a cell that does not name the person stays to the letter, and to hand over twice is to do it once', () => {
  fc.assert(
    fc.property(cell, name, name, (text, from, to) => {
      if (!peopleOf(text).includes(from)) expect(replacePerson(text, from, to)).toBe(text);
      const once = replacePerson(text, from, to);
      expect(replacePerson(once, from, to)).toBe(once);
    }),
    { numRuns: 5_000 },
  );
});

test('there and back gives the people again where the other was not among them', () => {
  fc.assert(
    fc.property(cell, name, name, (text, from, to) => {
      fc.pre(!peopleOf(text).includes(to));
      const back = replacePerson(replacePerson(text, from, to), to, from);
      expect(peopleOf(back)).toEqual(peopleOf(text));
    }),
    { numRuns: 5_000 },
  );
});

test('what is written round a name stays', () => {
  const follow = (text: string) => replacePerson(text, '王科员', '赵标准');
  expect(follow('王科员（牵头）、李计量')).toBe('赵标准（牵头）、李计量');
  expect(follow('李计量 ； 王科员')).toBe('李计量 ； 赵标准');
  expect(follow('王科员、赵标准（协助）')).toBe('赵标准（协助）');
  expect(follow('李计量、王科员，张三')).toBe('李计量、赵标准，张三');
  expect(follow('王科员 李计量')).toBe('赵标准 李计量');
  expect(follow('王科员甲、李计量')).toBe('王科员甲、李计量');
  expect(follow('王科员等')).toBe('赵标准');
  expect(replacePerson(null, '王科员', '赵标准')).toBe(null);
});
