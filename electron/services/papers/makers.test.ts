import { expect, test } from 'vitest';
import { papers } from '#shared/papers/index.ts';
import { paperMakers } from './make.ts';

test('every declared paper is made, and nothing else', () => {
  expect(paperMakers.map(({ paper }) => paper)).toEqual(papers);
});

test('no two papers have one kind, no two fields of a paper one placeholder', () => {
  expect(new Set(papers.map(({ kind }) => kind)).size).toBe(papers.length);
  for (const { kind, fields } of papers) {
    const names = Object.values(fields).map(({ name }) => name);
    expect([kind, new Set(names).size]).toEqual([kind, names.length]);
    for (const field of Object.values(fields))
      if (field.kind === 'rows') {
        const columns = Object.values(field.columns).map(({ name }) => name);
        expect([field.name, new Set(columns).size]).toEqual([field.name, columns.length]);
      }
  }
});
