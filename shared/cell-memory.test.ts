import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remembering } from './cell-memory.ts';

test('says what is read, however often and in whatever order it is asked', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.constantFrom('', '是', '100万元', '有限责任公司（自然人独资）'), fc.string()),
      ),
      fc.integer({ min: 1, max: 5 }),
      (texts, most) => {
        let reads = 0;
        const read = remembering((text) => {
          reads += 1;
          return { said: text.trim() };
        }, most);
        for (const text of texts) expect(read(text)).toEqual({ said: text.trim() });
        expect(reads).toBeLessThanOrEqual(texts.length);
      },
    ),
  );
});

test('a short text is read once, a long one each time', () => {
  let reads = 0;
  const read = remembering((text) => {
    reads += 1;
    return text.length;
  });
  for (let i = 0; i < 3; i += 1) read('1982-07-31');
  expect(reads).toBe(1);
  for (let i = 0; i < 3; i += 1) read('浙江省澜江市澜溪县湖口镇工业路');
  expect(reads).toBe(4);
});
