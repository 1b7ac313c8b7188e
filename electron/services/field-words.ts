import { answerInWords } from '#shared/campaigns/answer-text.ts';
import { sheetInWords } from '#shared/campaigns/question-sheet.ts';
import { parseCapital } from '#shared/capital.ts';
import type { TypedValue } from '#shared/conflicts.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import { parseLooseDate } from '#shared/dates.ts';
import { enterpriseStatuses, tiers } from '#shared/enterprises.ts';
import { type Role, roleLabels } from '#shared/exchange.ts';
import { readValue, showValue, writeValue } from '#shared/registers/values.ts';
import { measureStates, sheetGrades } from '#shared/sheets.ts';
import {
  issueChannels,
  issueTerms,
  issueTypes,
  issueUrgencies,
  satisfactions,
} from '#shared/visits.ts';
import type { SqlValue } from '#sync/segment.ts';
import { declaredField, declaredLabel, isParentColumn, typedOf } from './ledger-words.ts';

/** What a column is called for people, and what may be typed into it when they decide. */

type Field = {
  readonly label: string;
  readonly typed: TypedValue;
  /** The cell may not be empty. */
  readonly required?: true;
};

const text = (label: string): Field => ({ label, typed: { kind: 'text' } });
const day = (label: string): Field => ({ label, typed: { kind: 'day' } });
const choice = (label: string, options: readonly string[]): Field => ({
  label,
  typed: { kind: 'choice', options },
});
/** Chosen among what people wrote, never typed. */
const fixed = (label: string): Field => ({ label, typed: { kind: 'none' } });
const required = (field: Field): Field => ({ ...field, required: true });

const common = { id: fixed('编号'), deleted: fixed('删除') };

const fields: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  enterprise: {
    ...common,
    uscc: { label: '统一社会信用代码', typed: { kind: 'code' } },
    name: required(text('企业名称')),
    former_names: text('曾用名'),
    type: text('企业类型'),
    legal_rep: text('法定代表人'),
    founded_on: day('成立日期'),
    capital_amount: fixed('注册资本数额'),
    capital_currency: fixed('注册资本币种'),
    capital_text: text('注册资本'),
    scope: text('经营范围'),
    division: fixed('行政区划'),
    township: text('乡镇街道'),
    address: text('注册地址'),
    industry: text('行业'),
    block: text('块状产业'),
    contact_name: text('联系人'),
    contact_phone: text('联系电话'),
    status: choice('状态', enterpriseStatuses),
    tier: choice('层级', tiers),
    source: text('来源'),
    confirmed_on: day('确认日期'),
    note: text('备注'),
  },
  sheet: {
    ...common,
    enterprise_id: fixed('企业'),
    year: fixed('年度'),
    grade: choice('类别', sheetGrades),
    situation: text('现状'),
    gap: text('差距'),
    goal: text('目标'),
    status: fixed('签发状态'),
    issued_on: day('签发日期'),
    previous_id: fixed('上一版'),
    snapshot: fixed('现状快照'),
    issued_by: text('签发人'),
  },
  measure: {
    ...common,
    sheet_id: fixed('工作表'),
    position: fixed('序号'),
    person: required(text('定人')),
    duty: required(text('定责')),
    goal: required(text('定目标')),
    task: required(text('定任务')),
    due_on: required(day('定完成时间')),
    state: required(choice('状态', measureStates)),
    department: text('责任部门'),
    resources: text('资源保障'),
    previous_id: fixed('接续的措施'),
  },
  progress: {
    ...common,
    measure_id: fixed('措施'),
    on_date: required(day('日期')),
    percent: fixed('完成比例（%）'),
    note: required(text('进展情况')),
    person: text('填写人'),
  },
  visit: {
    ...common,
    enterprise_id: fixed('企业'),
    visited_on: required(day('走访日期')),
    start_at: fixed('开始时间'),
    end_at: fixed('结束时间'),
    place: text('地点'),
    service_types: fixed('服务类型'),
    purpose: text('目的'),
    content: text('走访内容'),
    findings: text('发现'),
    advice: text('建议'),
    materials: text('移交材料'),
    follow_up: text('后续安排'),
    firm_people: text('企业人员'),
    satisfaction: choice('企业满意度', satisfactions),
    found_status: choice('到访时企业状态', enterpriseStatuses),
  },
  participant: {
    ...common,
    visit_id: fixed('走访'),
    name: fixed('姓名'),
    position: fixed('序号'),
  },
  issue: {
    ...common,
    enterprise_id: fixed('企业'),
    visit_id: fixed('走访'),
    type: required(choice('问题类型', issueTypes)),
    content: required(text('问题内容')),
    raised_on: required(day('提出日期')),
    state: fixed('办理状态'),
    position: fixed('序号'),
    number: text('编号'),
    channel: choice('诉求来源', issueChannels),
    urgency: choice('紧急程度', issueUrgencies),
    term: choice('期限类别', issueTerms),
    raised_time: text('提出时间'),
    raised_by: text('反映人'),
    contact: text('联系电话'),
    registrar: text('登记人'),
    handler_unit: text('承办单位'),
    handler: text('承办人'),
    due_on: day('办结期限'),
    note: text('备注'),
  },
  photo: {
    ...common,
    owner_table: fixed('所属记录种类'),
    owner_id: fixed('所属记录'),
    sha256: fixed('照片内容'),
    mime: fixed('照片格式'),
    width: fixed('宽（像素）'),
    height: fixed('高（像素）'),
    bytes: fixed('大小（字节）'),
    taken_at: fixed('拍摄时间'),
    caption: text('照片说明'),
    name: fixed('文件名'),
    position: fixed('序号'),
  },
  remark: {
    ...common,
    about_table: fixed('所属记录种类'),
    about_id: fixed('所属记录'),
    enterprise_id: fixed('企业'),
    kind: fixed('性质'),
    answers: fixed('所答复的退回'),
    body: text('意见'),
    said_at: fixed('时间'),
    office_name: fixed('单位'),
    role: fixed('层级'),
    person: fixed('姓名'),
  },
  // Their other columns are told by their declarations.
  campaign: { sheet: fixed('问卷草稿') },
  campaign_answer: { value: fixed('答案') },
  firm_pair: {
    ...common,
    first_id: fixed('前一份档案'),
    second_id: fixed('后一份档案'),
    verdict: fixed('是否同一家'),
    keeper: fixed('保留哪一份档案'),
    taken: fixed('并入的内容'),
    reason: fixed('理由'),
  },
};

/** A column without a name of its own is called by its bare name: wrong, but never hidden. */
export const fieldOf = (table: string, column: string): Field => {
  const written = fields[table]?.[column];
  if (written) return written;
  const field = declaredField(table, column);
  if (field) {
    const { required: must } = field;
    return {
      label: declaredLabel(table, field),
      typed: typedOf(field),
      ...(must ? { required: must } : {}),
    };
  }
  if (isParentColumn(table, column)) return fixed('所属记录');
  return common[column as keyof typeof common] ?? fixed(column);
};

/** What stands in a cell as a person would type it, to begin another value from; null for nothing. */
export const typedText = (table: string, column: string, value: SqlValue): string | null => {
  if (value === null) return null;
  const field = declaredField(table, column);
  return field ? writeValue(field, value) : String(value);
};

/** Book-keeping columns that say nothing to people; left out of the history. */
export const isSilent = (column: string): boolean =>
  [
    'id',
    'position',
    'sha256',
    'mime',
    'width',
    'height',
    'bytes',
    'answers',
    'said_at',
    'taken',
  ].includes(column) ||
  column.endsWith('_id') ||
  column.endsWith('_table');

const statusWords: Readonly<Record<string, string>> = { draft: '草稿', issued: '已签发' };
const remarkWords: Readonly<Record<string, string>> = {
  return: '退回',
  reply: '答复',
  close: '办结',
};

const pairWords: Readonly<Record<string, string>> = {
  same: '是同一家',
  different: '不是同一家',
  open: '待定',
  first: '前一份',
  second: '后一份',
};

/** A cell's value as people read it. */
export const valueInWords = (table: string, column: string, value: SqlValue): string => {
  if (value === null || value === '') return '（空）';
  if (column === 'deleted') return value === 1 ? '删除' : '保留';
  if (table === 'campaign_answer' && column === 'value') return answerInWords(String(value));
  if (table.startsWith('campaign') && column === 'sheet') return sheetInWords(String(value));
  const declared = declaredField(table, column);
  if (declared && table !== 'enterprise') return showValue(declared, value);
  if (declared && typeof value === 'number') return showValue(declared, value);
  if (table === 'sheet' && column === 'status') return statusWords[value] ?? String(value);
  if (table === 'remark' && column === 'kind') return remarkWords[value] ?? String(value);
  if (table === 'remark' && column === 'role') return roleLabels[value as Role] ?? String(value);
  if (table === 'firm_pair') return pairWords[value] ?? String(value);
  if (column === 'service_types')
    try {
      return (JSON.parse(String(value)) as string[]).join('、') || '（空）';
    } catch {
      return String(value);
    }
  return String(value);
};

/** Two who publish the same sheet, or fill in one firm's, agree on its words and not on the day or the version. */
const saidBeside: Readonly<Record<string, readonly string[]>> = {
  campaign_version: ['published_on', 'published_by'],
  campaign_return: ['completed_on', 'completed_by'],
  campaign_answer: ['asked_in'],
};

/**
 * Where a row's values came from. Two laptops that take in one roster from two files agree on the firm
 * and not on the line it stood in; nobody can decide that, and nothing is lost: the log says both.
 */
export const isProvenance = (table: string, column: string): boolean =>
  ['source', 'source_ref', 'confirmed_on'].includes(column) ||
  (saidBeside[table]?.includes(column) ?? false);

/** Cells that are worked out of another one: decided with it, never asked about beside it. */
const leads: Readonly<Record<string, string>> = {
  'enterprise capital_amount': 'capital_text',
  'enterprise capital_currency': 'capital_text',
  'enterprise division': 'uscc',
  'firm_pair taken': 'keeper',
};

export const leadOf = (table: string, column: string): string | undefined =>
  leads[`${table} ${column}`];

/** What a decided value says of the cells worked out of it, by column. */
export const derivedFrom = (
  table: string,
  column: string,
  value: SqlValue,
): Readonly<Record<string, SqlValue>> => {
  const said = value === null ? '' : String(value);
  if (table === 'enterprise' && column === 'capital_text') {
    const capital = parseCapital(said);
    const read = capital.kind === 'amount';
    return {
      capital_amount: read ? capital.amount : null,
      capital_currency: read ? capital.currency : null,
    };
  }
  if (table === 'enterprise' && column === 'uscc') {
    const code = checkCreditCode(said);
    return { division: code.ok ? code.code.slice(2, 8) : null };
  }
  // What was taken over belongs to the choice that lost; the values themselves stand in the firm.
  if (table === 'firm_pair' && column === 'keeper') return { taken: null };
  return {};
};

type Typed = { readonly value: SqlValue } | { readonly problem: string };

/** Reads what a person typed into a cell. */
export const readTyped = (table: string, column: string, typed: string | null): Typed => {
  const field = fieldOf(table, column);
  const said = (typed ?? '').trim();
  if (field.typed.kind === 'none') return { problem: `${field.label}只能在已有的值中选择` };
  if (said === '') return field.required ? { problem: `请填写${field.label}` } : { value: null };
  const declared = declaredField(table, column);
  if (declared && !fields[table]?.[column]) {
    const read = readValue(declared, said);
    return read.ok ? { value: read.value } : { problem: `${declared.label}${read.problem}` };
  }
  if (field.typed.kind === 'day') {
    const date = parseLooseDate(said);
    return date ? { value: date.iso } : { problem: `${field.label}读不懂，请写成 2026-03-05` };
  }
  if (field.typed.kind === 'code') {
    const code = checkCreditCode(said);
    return code.ok ? { value: code.code } : { problem: `${field.label}：${code.reason}` };
  }
  if (field.typed.kind === 'choice' && !field.typed.options.includes(said))
    return { problem: `${field.label}应为 ${field.typed.options.join('、')} 之一` };
  if (column === 'capital_text' && parseCapital(said).kind === 'unclear')
    return { problem: '注册资本读不出数额，请写成 200 万元' };
  return { value: said };
};
