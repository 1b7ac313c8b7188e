import { expect, test } from 'vitest';
import type { LedgerRow } from '#shared/ledgers.ts';
import { honour } from '#shared/registers/honour.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { gridFields, readRow } from './grid-model.ts';
import { referring } from './references.ts';

const row = (id: string, values: LedgerValues): LedgerRow => ({
  ...{ id, parentId: 'e', firm: null, values, problems: [], attachments: 0, state: 'here' },
});
const firm = {
  product: [
    row('p1', { name: '装饰原纸' }),
    row('p2', { name: '特种纸' }),
    row('p3', { name: '特种纸' }),
  ],
};

test('a reference is chosen by the title of the row it names, and stored by its id', () => {
  const { ledger, shown, stored } = referring(honour, firm);
  const field = gridFields(ledger).find(({ key }) => key === 'productId');
  expect(field).toMatchObject({
    kind: 'choice',
    vocabulary: ['装饰原纸', '特种纸', '特种纸（2）'],
  });
  const [honoured, lost] = shown([
    row('h1', { award: '名牌', productId: 'p3' }),
    row('h2', { award: '名牌', productId: 'p9' }),
  ]);
  expect(honoured?.values.productId).toBe('特种纸（2）');
  expect(lost?.values.productId).toBeNull();
  const read = readRow(
    ledger,
    { key: 'h1', stored: honoured ?? null },
    { h1: { productId: '装饰原纸' } },
  );
  expect(read).toMatchObject({ problems: {}, values: { productId: '装饰原纸' } });
  expect(stored([{ id: 'h1', values: { ...read.values } }])).toEqual([
    { id: 'h1', values: { productId: 'p1' } },
  ]);
  expect(stored([{ id: 'h1', values: { productId: null, award: '名牌' } }])).toEqual([
    { id: 'h1', values: { productId: null, award: '名牌' } },
  ]);
  const wrong = readRow(ledger, { key: 'h1', stored: null }, { h1: { productId: '没有的' } });
  expect(wrong.problems.productId).toMatch(/应为/);
});

test('a ledger without references of the firm is left as it is', () => {
  expect(referring(honour, {}).ledger).toBe(honour);
});
