import { defineLedger } from './ledger.ts';

/** One thing an application's dossier must hold (材料清单), by when, and whether it is there. */
export const applicationItem = defineLedger({
  name: 'application_item',
  label: '材料清单',
  counter: '件',
  parent: 'application',
  tab: null,
  fields: [
    { key: 'name', label: '材料名称', kind: 'text', required: true },
    { key: 'position', label: '序号', kind: 'integer', min: 0 },
    { key: 'must', label: '必备', kind: 'flag' },
    { key: 'dueOn', label: '应备齐日期', kind: 'day' },
    { key: 'doneOn', label: '备齐日期', kind: 'day' },
    { key: 'person', label: '负责人', kind: 'text', max: 100 },
  ],
  list: ['name', 'must', 'dueOn', 'doneOn', 'person'],
  order: ['position', 'name'],
  sameBy: ['name'],
  titleBy: ['name'],
  counters: [{ key: 'items', label: '材料清单', unit: '件', count: 'rows' }],
});
