import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delimitedRows, parseDelimited } from './parse-delimited.ts';

const header = ['企业名称', '统一社会信用代码', '经营范围'];

test.each([',', '\t', ';', '，'])(
  'a table cut by %j is cut by it, whatever its fields hold',
  (mark) => {
    const other = [';', '，', '；', '、', ','].filter((c) => c !== mark);
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('纸', '浆', ...other), { maxLength: 40 }), {
          minLength: 3,
          maxLength: 30,
        }),
        (scopes) => {
          const rows = scopes.map((scope, i) => [`甲${i}厂`, `9133${i}`, `造${scope.join('')}`]);
          const quoted = (field: string): string => (field.includes(',') ? `"${field}"` : field);
          const text = [header, ...rows].map((row) => row.map(quoted).join(mark)).join('\n');
          expect(parseDelimited(text, 100)).toEqual([header, ...rows]);
        },
      ),
    );
  },
);

test('text that comes in pieces of any size gives the same rows as in one', () => {
  const piece = fc.string({ unit: fc.constantFrom(...'",;\t\n\r甲1=\'a'), maxLength: 60 });
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  fc.assert(
    fc.property(piece, sizes, fc.boolean(), (tail, cuts, long) => {
      // Long enough that the first piece does not hold all that the delimiter is guessed from.
      const text = (long ? '甲,乙\n'.repeat(5_000) : '') + tail;
      const pieces: string[] = [];
      for (let at = 0, i = 0; at < text.length; i += 1) {
        const size = (cuts[i % cuts.length] ?? 1) * (at < text.length - 80 ? 3_000 : 1);
        pieces.push(text.slice(at, at + size));
        at += size;
      }
      // As text: comparing thousands of rows cell by cell would take most of the time.
      expect(JSON.stringify([...delimitedRows(pieces)])).toBe(
        JSON.stringify(parseDelimited(text, Infinity)),
      );
    }),
    { numRuns: 100 },
  );
});
