import { defineLedger } from './ledger.ts';

/**
 * Campaigns (专项调研): what is asked, in versions that stand, and what the firms answered. The rows are
 * written by their room alone (electron/services/campaign*.ts); docs/decisions/0037-campaigns.md says why an
 * answer is a row and where a return stands is worked out.
 */

const room = { tab: null, writtenBy: 'room' } as const;

export const campaign = defineLedger({
  ...room,
  name: 'campaign',
  label: '专项调研',
  counter: '项',
  parent: null,
  fields: [
    { key: 'title', label: '调研名称', kind: 'text', max: 100, required: true },
    { key: 'purpose', label: '调研目的', kind: 'longText', max: 2_000 },
    { key: 'startsOn', label: '开始日期', kind: 'day' },
    { key: 'endsOn', label: '截止日期', kind: 'day' },
    { key: 'lead', label: '牵头人', kind: 'text', max: 50 },
    /** What is being written; what people answer is a published version. */
    { key: 'sheet', label: '问卷草稿', kind: 'longText', max: 1_000_000 },
    { key: 'closedOn', label: '结束日期', kind: 'day' },
  ],
  list: ['title', 'startsOn', 'endsOn', 'lead', 'closedOn'],
  order: ['-startsOn', 'title'],
  sameBy: [],
  titleBy: ['title'],
  period: 'startsOn',
  counters: [
    { key: 'campaigns', label: '专项调研', unit: '项', count: 'rows', period: 'startsOn' },
  ],
});

/** A published question sheet. Rows are added and never rewritten. */
export const campaignVersion = defineLedger({
  ...room,
  name: 'campaign_version',
  label: '调研问卷',
  counter: '版',
  parent: 'campaign',
  fields: [
    { key: 'previousId', label: '上一版', kind: 'reference', to: 'campaign_version' },
    { key: 'sheet', label: '问卷内容', kind: 'longText', max: 1_000_000, required: true },
    { key: 'digest', label: '内容摘要', kind: 'text', max: 64, required: true },
    { key: 'publishedOn', label: '发布日期', kind: 'day' },
    { key: 'publishedBy', label: '发布人', kind: 'text', max: 50 },
  ],
  list: ['publishedOn', 'publishedBy'],
  order: ['publishedOn'],
  // Published twice with the same words, it is one version.
  sameBy: ['previousId', 'digest'],
  titleBy: ['publishedOn'],
  period: 'publishedOn',
  counters: [
    { key: 'versions', label: '调研问卷', unit: '次', count: 'rows', period: 'publishedOn' },
  ],
});

/** One firm in one campaign: who asks it, and whether somebody said that its sheet is filled in. */
export const campaignReturn = defineLedger({
  ...room,
  name: 'campaign_return',
  label: '调研答卷',
  counter: '份',
  parent: 'enterprise',
  fields: [
    { key: 'campaignId', label: '专项调研', kind: 'reference', to: 'campaign', required: true },
    { key: 'asker', label: '调研人', kind: 'text', max: 50 },
    { key: 'visitId', label: '走访', kind: 'text', max: 64 },
    { key: 'answeredBy', label: '企业填答人', kind: 'text', max: 100, sensitive: true },
    { key: 'completedOn', label: '完成日期', kind: 'day' },
    { key: 'completedBy', label: '填写人', kind: 'text', max: 50 },
  ],
  list: ['asker', 'answeredBy', 'completedOn', 'completedBy'],
  order: ['completedOn'],
  // Two laptops that fill in the same firm fill in one return.
  sameBy: ['campaignId'],
  titleBy: ['completedOn'],
  indexes: [['campaignId']],
  period: 'completedOn',
  counters: [
    { key: 'returns', label: '调研答卷', unit: '份', count: 'rows', period: 'completedOn' },
  ],
});

/** One answer, or one cell of a table in an answer: what two laptops may say apart is merged apart. */
export const campaignAnswer = defineLedger({
  ...room,
  name: 'campaign_answer',
  label: '调研答案',
  counter: '条',
  parent: 'campaign_return',
  fields: [
    { key: 'questionId', label: '问题编号', kind: 'text', max: 64, required: true },
    /** Row and column of a table; null for other questions. */
    { key: 'rowKey', label: '表格行', kind: 'text', max: 64 },
    { key: 'columnId', label: '表格列', kind: 'text', max: 64 },
    /** As `shared/campaigns/answer-text.ts` writes it. */
    { key: 'value', label: '答案', kind: 'longText', max: 200_000 },
    /** The version it was answered in. */
    { key: 'askedIn', label: '问卷版本', kind: 'reference', to: 'campaign_version' },
  ],
  list: ['questionId', 'rowKey', 'columnId', 'value'],
  order: ['questionId', 'rowKey', 'columnId'],
  sameBy: ['questionId', 'rowKey', 'columnId'],
  titleBy: ['questionId'],
  counters: [{ key: 'answers', label: '调研答案', unit: '条', count: 'rows' }],
});
