import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesPerson, peopleOf } from './people.ts';

test.each([
  ['王科员、李计量', ['王科员', '李计量']],
  ['王科员（牵头）,李计量;王科员', ['王科员', '李计量']],
  ['张　三　李四', ['张三', '李四']],
  ['阿依古丽·买买提 王五', ['阿依古丽·买买提', '王五']],
  ['John Smith、王五', ['John Smith', '王五']],
  ['王科员\n李计量等', ['王科员', '李计量']],
  ['龘堃𬭎、𬭎一', ['龘堃𬭎', '𬭎一']],
  ['', []],
  [null, []],
])('%s', (text, people) => {
  expect(peopleOf(text)).toEqual(people);
});

test('names written with the mark of enumeration are read back; reading again changes nothing', () => {
  const name = fc
    .array(fc.constantFrom(...'王李张赵陈杨龘堃计量科员一二三'), { minLength: 2, maxLength: 4 })
    .map((chars) => chars.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 6 }), (people) => {
      const text = people.join('、');
      expect(peopleOf(text)).toEqual(people);
      expect(peopleOf(peopleOf(text).join('、'))).toEqual(people);
      for (const person of people) expect(namesPerson(text, person)).toBe(true);
    }),
  );
});

test('a name is not found inside a longer one', () => {
  expect(namesPerson('王科员甲', '王科员')).toBe(false);
  expect(namesPerson('王科员', '')).toBe(false);
});
