import { expect, test } from 'vitest';
import { add, desk, officer, page, swap } from '#tests/support/ledger-laptops.ts';
import { listConflicts } from './conflicts.ts';
import { deleteRows, saveRows } from './ledgers.ts';

/** Phrases and templates of officers, as bundles carry them (docs/decisions/0034-visit-form.md). */

const sentence = { owner: '张三', field: 'content', text: '看了计量台账，账物相符。' };

test('what an officer keeps is on the other laptop after a bundle; the same sentence of one person is one row', () => {
  const a = officer('张三');
  const b = officer('张三', '2026-03-03T08:00:00.000Z');
  const id = add(a, 'visit_phrase', { ...sentence, position: 10 });
  expect(add(b, 'visit_phrase', { ...sentence, position: 10 })).toBe(id);
  const template = {
    owner: '张三',
    name: '计量检查',
    serviceTypes: '计量、质量',
    content: '看台账',
  };
  add(a, 'visit_template', template);
  add(b, 'visit_phrase', { ...sentence, owner: '李四', position: 4 });
  swap(a, b);
  for (const who of [a, b]) {
    // The order of the drawer is that of the numbers, whoever wrote them.
    const { total, rows } = page(who, 'visit_phrase', { order: ['position'] });
    expect([total, rows.map(({ values }) => values.owner)]).toEqual([2, ['李四', '张三']]);
    expect(page(who, 'visit_template').rows).toMatchObject([{ values: template }]);
    expect(listConflicts(desk(who)).groups).toEqual([]);
  }
});

test('a phrase changed on one laptop and taken out on the other: what the last exchange leaves is the same on both', () => {
  const a = officer('张三');
  const b = officer('张三', '2026-03-03T08:00:00.000Z');
  const id = add(a, 'visit_phrase', { ...sentence, position: 1 });
  swap(a, b);
  deleteRows(desk(b), { ledger: 'visit_phrase', ids: [id] });
  saveRows(desk(a), {
    ledger: 'visit_phrase',
    parent: null,
    rows: [{ id, values: { text: '看了计量台账，少一只压力表。' } }],
  });
  swap(a, b);
  expect(page(a, 'visit_phrase').rows).toEqual(page(b, 'visit_phrase').rows);
  expect(listConflicts(desk(a)).total).toBe(listConflicts(desk(b)).total);
});
