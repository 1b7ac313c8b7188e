import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sources } from './ledger.ts';
import { importPurpose, readPurpose, withProvenance } from './provenance.ts';

test('what a write says of its source is read back, whatever the file is called', () => {
  const purpose = fc.constantFrom('修改企业档案', '新增产品', '确认企业档案仍然如此');
  const ref = fc.option(
    fc.string({ unit: 'grapheme', minLength: 1 }).map((name) => `湖政〔2025〕12号${name} › 第3行`),
  );
  const source = fc.constantFrom(...sources);
  fc.assert(
    fc.property(purpose, source, ref, (words, word, place) => {
      const from = { source: word, ref: place };
      expect(readPurpose(withProvenance(words, from))).toEqual({ purpose: words, from });
      expect(readPurpose(withProvenance(words, null))).toEqual({ purpose: words, from: null });
    }),
  );
});

test('an import is its own source; brackets of other words are no source', () => {
  const file = importPurpose('名单〔走访〕.xlsx');
  expect(readPurpose(file)).toEqual({ purpose: file, from: { source: '导入', ref: null } });
  expect(readPurpose('合并企业档案：甲〔乙〕')).toMatchObject({ from: null });
  expect(readPurpose('合并企业档案：甲〔导入〕厂')).toMatchObject({ from: null });
});
