import { defineLedger } from './ledger.ts';

export const verdicts = ['待审', '修改', '定稿'] as const;

/** A version of an application's dossier (申报材料版次): who looked at it, and what they said. */
export const applicationVersion = defineLedger({
  name: 'application_version',
  label: '材料版次',
  counter: '版',
  parent: 'application',
  tab: null,
  fields: [
    { key: 'version', label: '版次', kind: 'integer', min: 1, required: true },
    { key: 'madeOn', label: '成稿日期', kind: 'day' },
    { key: 'author', label: '编制人', kind: 'text', max: 100 },
    { key: 'reviewer', label: '审阅人', kind: 'text', max: 100 },
    { key: 'reviewedOn', label: '审阅日期', kind: 'day' },
    { key: 'comments', label: '审阅意见', kind: 'longText' },
    {
      key: 'verdict',
      label: '结论',
      kind: 'choice',
      vocabulary: verdicts,
    },
  ],
  list: ['version', 'madeOn', 'author', 'reviewer', 'verdict', 'comments'],
  order: ['-version'],
  sameBy: ['version'],
  titleBy: ['version'],
  counters: [{ key: 'versions', label: '材料版次', unit: '次', count: 'rows' }],
});
