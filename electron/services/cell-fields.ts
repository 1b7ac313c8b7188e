import type { TypedValue } from '#shared/conflicts.ts';
import { enterpriseStatuses, tiers } from '#shared/enterprises.ts';
import { measureStates, sheetGrades } from '#shared/sheets.ts';
import {
  issueChannels,
  issueTerms,
  issueTypes,
  issueUrgencies,
  satisfactions,
} from '#shared/visits.ts';
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

/** Whether a column is named here, not by the declaration of its ledger. */
export const isNamedHere = (table: string, column: string): boolean =>
  fields[table]?.[column] !== undefined;

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
