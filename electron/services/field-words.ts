import { answerInWords } from '#shared/campaigns/answer-text.ts';
import { sheetInWords } from '#shared/campaigns/question-sheet.ts';
import { parseCapital } from '#shared/capital.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import { parseLooseDate } from '#shared/dates.ts';
import { type Role, roleLabels } from '#shared/exchange.ts';
import { readValue, showValue, writeValue } from '#shared/registers/values.ts';
import type { SqlValue } from '#sync/segment.ts';
import { fieldOf, isNamedHere } from './cell-fields.ts';
import { declaredField } from './ledger-words.ts';

/** A cell's value as people read it, and what they type read as a value. */

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
  if (declared && !isNamedHere(table, column)) {
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
