import { defineLedger } from './ledger.ts';

/**
 * What officers write again and again: phrases for one field, templates for a whole visit. They travel, and each
 * names whose it is, so that an officer finds them on every laptop and the office may use a colleague's
 * (docs/decisions/0034-visit-form.md).
 */

/** Fields of a visit that take phrases, by their key in the form; `issue` is the content of an issue. */
export const phraseFields = [
  'purpose',
  'content',
  'findings',
  'advice',
  'materials',
  'followUp',
  'issue',
] as const;
export type PhraseField = (typeof phraseFields)[number];

export const phraseFieldLabels: Readonly<Record<PhraseField, string>> = {
  purpose: '目的',
  content: '走访内容',
  findings: '发现',
  advice: '建议',
  materials: '移交材料',
  followUp: '后续安排',
  issue: '问题内容',
};

const owner = { key: 'owner', label: '作者', kind: 'text', max: 100, required: true } as const;
const position = { key: 'position', label: '序号', kind: 'integer' } as const;

export const visitPhrase = defineLedger({
  name: 'visit_phrase',
  label: '走访常用语',
  counter: '条',
  parent: null,
  tab: null,
  fields: [
    owner,
    {
      key: 'field',
      label: '用在哪一栏',
      kind: 'choice',
      vocabulary: phraseFields,
      required: true,
      hint: '栏目在程序内的代号',
    },
    { key: 'text', label: '常用语', kind: 'longText', max: 4_000, required: true },
    position,
  ],
  list: ['owner', 'field', 'text'],
  order: ['field', 'position'],
  sameBy: ['owner', 'field', 'text'],
  titleBy: ['text'],
  counters: [{ key: 'phrases', label: '走访常用语', unit: '条', count: 'rows' }],
});

const long = (key: string, label: string) =>
  ({ key, label, kind: 'longText', max: 8_000 }) as const;

export const visitTemplate = defineLedger({
  name: 'visit_template',
  label: '走访模板',
  counter: '个',
  parent: null,
  tab: null,
  fields: [
    owner,
    { key: 'name', label: '模板名称', kind: 'text', max: 100, required: true },
    position,
    {
      key: 'serviceTypes',
      label: '服务类型',
      kind: 'text',
      max: 500,
      hint: '多项用顿号隔开',
    },
    { key: 'place', label: '地点', kind: 'text' },
    long('purpose', '目的'),
    long('content', '走访内容'),
    long('findings', '发现'),
    long('advice', '建议'),
    long('materials', '移交材料'),
    long('followUp', '后续安排'),
  ],
  list: ['owner', 'name', 'serviceTypes', 'purpose', 'content'],
  order: ['position', 'name'],
  sameBy: ['owner', 'name'],
  titleBy: ['name'],
  counters: [{ key: 'visitTemplates', label: '走访模板', unit: '个', count: 'rows' }],
});
