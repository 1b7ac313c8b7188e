import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sources } from './ledger.ts';
import {
  importPurpose,
  purposeWords,
  readPurpose,
  readRecordRef,
  recordRef,
  refNoun,
  refWords,
  withProvenance,
} from './provenance.ts';

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

test('a visit or an answered sheet as a source: the day for people, the id for the program, and no file is taken for one', () => {
  const id = '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a01';
  const ref = recordRef({ record: 'visit', on: '2026-03-02', id });
  expect(readRecordRef(ref)).toEqual({ record: 'visit', on: '2026-03-02', id });
  const sheet = recordRef({ record: 'return', on: '2026-03-02', id });
  expect(readRecordRef(sheet)).toEqual({ record: 'return', on: '2026-03-02', id });
  expect([ref, sheet, '名单.xlsx › 第3行'].map(refNoun)).toEqual([
    '这次走访',
    '这份答卷',
    '这一行',
  ]);
  expect(refWords(sheet)).toBe('2026-03-02 的调研答卷');
  expect(refWords(ref)).toBe('2026-03-02 的走访');
  const purpose = withProvenance('记录走访', { source: '走访', ref });
  expect(purposeWords(purpose)).toBe('记录走访〔走访：2026-03-02 的走访〕');
  for (const other of ['走访 2026.xlsx › 第3行', '走访 2026-03-02', null])
    expect(readRecordRef(other)).toBeNull();
  for (const plain of [
    '修改企业档案〔企业自报〕',
    importPurpose('名单〔走访：甲〕.xlsx'),
    '新增企业',
  ])
    expect(purposeWords(plain)).toBe(plain);
});
