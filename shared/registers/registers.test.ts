import { expect, test } from 'vitest';
import { enterpriseFacts } from './enterprise.ts';
import { ledgers } from './index.ts';
import { declarationFaults, defineLedger, type Ledger } from './ledger.ts';
import { powerBetween, unitWord } from './units.ts';

const all: readonly Ledger[] = [...ledgers, enterpriseFacts];

test('every declaration is sound, named once, and counted in a unit of its own', () => {
  for (const ledger of all) expect(declarationFaults(ledger)).toEqual([]);
  const names = all.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const labels = all.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

test('no header word stands for two fields of one ledger', () => {
  for (const { name, fields } of all) {
    const words = fields.flatMap(({ label, synonyms = [] }) => [label, ...synonyms]);
    const twice = words.filter((word, i) => words.indexOf(word) !== i);
    expect(twice, name).toEqual([]);
  }
});

test('writings lead to words of the vocabulary', () => {
  for (const { name, fields } of all)
    for (const field of fields)
      if (field.kind === 'choice')
        for (const [writing, word] of Object.entries(field.writings ?? {})) {
          expect([...field.vocabulary, null], `${name}.${field.key} ${writing}`).toContain(word);
        }
});

test('references lead to ledgers there are', () => {
  const names = new Set(ledgers.map(({ name }) => name as string));
  for (const { fields } of all)
    for (const field of fields) if (field.kind === 'reference') expect(names).toContain(field.to);
});

test('a declaration that contradicts itself is refused by name', () => {
  const base = {
    name: 'thing',
    label: '物',
    counter: '个',
    parent: null,
    tab: null,
    fields: [{ key: 'name', label: '名', kind: 'text' }],
    list: ['name'],
    order: ['name'],
    sameBy: ['name'],
    titleBy: ['name'],
    counters: [],
  } as const satisfies Ledger;
  expect(() => defineLedger(base)).not.toThrow();
  expect(() => defineLedger({ ...base, list: ['nmae'] })).toThrow('thing.list: no field nmae');
  expect(() => defineLedger({ ...base, fields: [...base.fields, ...base.fields] })).toThrow(
    'two fields name',
  );
  expect(() =>
    defineLedger({ ...base, fields: [...base.fields, { key: 'note', label: '注', kind: 'text' }] }),
  ).toThrow('note is taken');
});

test('units convert by powers of ten, and only what is alike', () => {
  expect(powerBetween('亿元', '万元')).toBe(4);
  expect(powerBetween('元', '万元')).toBe(-4);
  expect(powerBetween('千元', '万元')).toBe(-1);
  expect(powerBetween('万吨标煤', '吨标准煤')).toBe(4);
  expect(powerBetween('万美元', '万元')).toBeUndefined();
  expect(unitWord('％')).toBe('%');
});
