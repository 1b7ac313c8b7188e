import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDelimited } from './parse-delimited.ts';

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
