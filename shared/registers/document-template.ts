import { defineLedger } from './ledger.ts';

export const templateFormats = ['docx', 'xlsx'] as const;
export type TemplateFormat = (typeof templateFormats)[number];

/**
 * An office's own templates of papers (文书模板). The file is a row of `photo` that hangs on the row here, so
 * that it travels as attachments do. A new version is a row of its own that names the one it follows: which are
 * superseded is derived (shared/papers/templates.ts), never stored, so that two devices may each bring one.
 */
export const documentTemplate = defineLedger({
  name: 'document_template',
  label: '文书模板',
  counter: '个',
  parent: null,
  tab: null,
  // A row without its checked file is none: electron/services/papers/templates.ts.
  writtenBy: 'room',
  fields: [
    { key: 'name', label: '模板名称', kind: 'text', max: 100, required: true },
    {
      key: 'paper',
      label: '文书种类',
      kind: 'text',
      max: 64,
      required: true,
      hint: '程序内的代号，由「设置 › 文书模板」写入',
    },
    {
      key: 'format',
      label: '文件格式',
      kind: 'choice',
      vocabulary: templateFormats,
      required: true,
    },
    { key: 'stopped', label: '已停用', kind: 'flag' },
    { key: 'follows', label: '替换的模板', kind: 'text', max: 64, hint: '上一版的编号' },
    { key: 'office', label: '制作单位', kind: 'text', max: 200 },
    { key: 'role', label: '制作单位层级', kind: 'text', max: 20 },
  ],
  list: ['name', 'paper', 'format', 'stopped', 'office'],
  order: ['paper', 'name'],
  sameBy: [],
  titleBy: ['name'],
  counters: [{ key: 'templates', label: '文书模板', unit: '个', count: 'rows' }],
});
