/** One row of an enterprise roster to one firm, or the reason why not. */
import { isBlank } from './blank.ts';
import { type CapitalUnit, parseCapital } from './capital.ts';
import { checkCreditCode } from './credit-code.ts';
import { parseLooseDate } from './dates.ts';
import { isTitleOf, type RosterField, type RosterMapping } from './roster-columns.ts';
import { townshipInAddress } from './township.ts';

export {
  capitalUnitOf,
  guessMapping,
  isRosterAnchor,
  type RosterField,
  type RosterMapping,
  rosterFields,
  rosterFieldTitle,
  rosterMapping,
} from './roster-columns.ts';

export type RosterFirm = {
  /** Valid 18 characters, folded. */
  readonly uscc: string;
  readonly name: string;
  readonly formerNames: string | null;
  readonly type: string | null;
  readonly legalRep: string | null;
  /** `YYYY-MM-DD`, or `YYYY-MM` where the day is not known. */
  readonly foundedOn: string | null;
  /** Whole base units of `capitalCurrency` (ISO 4217). */
  readonly capitalAmount: number | null;
  readonly capitalCurrency: string | null;
  /** As written, also when it could not be read. */
  readonly capitalText: string | null;
  readonly scope: string | null;
  readonly address: string | null;
  /** Six digits of the county, positions 3 to 8 of the credit code. */
  readonly division: string | null;
  readonly township: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly status: string | null;
};

export type RosterVerdict =
  | { readonly kind: 'firm'; readonly firm: RosterFirm; readonly notes: readonly string[] }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string };

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

const totalWords =
  /^(?:本页|全县|全市|全部|以上)?(?:合计|总计|小计|共计|累计)(?:[:为]?\d*[家户个]?)?$/;
const footWords = /^(?:填报|填表|制表|审核|审批|单位负责人|备注|注|说明)[^:]{0,6}:/;

/** One line, one blank between words, none between Chinese characters. */
const tidy = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

/** A spreadsheet keeps 15 digits of a number: the last three of a code become zeros, or an exponent. */
const isRoundedCode = (text: string): boolean =>
  /^\d{15}0{3}$|^\d(?:\.\d+)?E\+?17$/i.test(squeeze(text));
const roundedCode = '在表格里存成了数字，后三位已丢失；请把这一列设为文本后重新填写';

const skipReason = (
  cells: readonly string[],
  of: (field: RosterField) => string,
): string | null => {
  const filled = cells.map(squeeze).filter((cell) => cell !== '');
  if (filled.length === 0) return '空行';
  if (isTitleOf('name', of('name')) || isTitleOf('uscc', of('uscc'))) return '重复的表头';
  // Some offices write the number of firms into the code column of the total row.
  if (totalWords.test(squeeze(of('name'))) && !checkCreditCode(of('uscc')).ok) return '合计行';
  if (!isBlank(of('uscc'))) return null;
  if (filled.some((cell) => totalWords.test(cell))) return '合计行';
  return isBlank(of('name')) || footWords.test(squeeze(of('name')))
    ? filled.some((cell) => footWords.test(cell))
      ? '表尾说明'
      : null
    : null;
};

/**
 * Reads one row by a mapping. A firm needs a name and a valid credit code; everything else may be
 * missing or unreadable and is then null with a note. `N/A`, `-`, `无` and the like are nothing.
 *
 * `capitalUnit` (from `capitalUnitOf` the capital column's title) settles what bare numbers count.
 */
export const readRosterRow = (
  mapping: RosterMapping,
  cells: readonly string[],
  capitalUnit: CapitalUnit | null = null,
): RosterVerdict => {
  const raw = (field: RosterField): string => {
    const index = mapping[field];
    return index === null ? '' : (cells[index] ?? '');
  };
  const value = (field: RosterField): string | null =>
    isBlank(raw(field)) ? null : tidy(raw(field));

  const skipped = skipReason(cells, raw);
  if (skipped !== null) return { kind: 'skipped', reason: skipped };
  const name = value('name');
  if (name === null) return { kind: 'rejected', reason: '缺少企业名称' };
  const written = value('uscc');
  if (written === null) return { kind: 'rejected', reason: '缺少统一社会信用代码' };
  const check = checkCreditCode(written);
  if (!check.ok) {
    const why = isRoundedCode(written) ? roundedCode : check.reason;
    return { kind: 'rejected', reason: `统一社会信用代码 ${written} 不对：${why}` };
  }

  const notes = check.warnings.map((warning) => `统一社会信用代码${warning}`);
  const capital = parseCapital(raw('capital'), capitalUnit);
  if (capital.kind === 'unclear') notes.push(`注册资本“${capital.text}”读不出数额，按原文保留`);
  const founded = value('foundedOn');
  const foundedOn = founded === null ? undefined : parseLooseDate(founded);
  if (founded !== null && !foundedOn) notes.push(`成立日期“${founded}”读不懂，未填`);
  const address = value('address');
  return {
    kind: 'firm',
    notes,
    firm: {
      uscc: check.code,
      name,
      formerNames: value('formerNames'),
      type: value('type'),
      legalRep: value('legalRep'),
      foundedOn: foundedOn?.iso ?? null,
      capitalAmount: capital.kind === 'amount' ? capital.amount : null,
      capitalCurrency: capital.kind === 'amount' ? capital.currency : null,
      capitalText: capital.kind === 'none' ? null : capital.text,
      scope: value('scope'),
      address,
      division: check.code.slice(2, 8),
      township: value('township') ?? (address === null ? null : townshipInAddress(address)),
      contactName: value('contactName'),
      contactPhone: value('contactPhone'),
      status: value('status'),
    },
  };
};
