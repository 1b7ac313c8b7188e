import { isBlank } from './blank.ts';
import { checkCreditCode } from './credit-code.ts';
import { scoreIdentity } from './import-targets.ts';

/** Rows of a table that say nothing of a firm or a year: totals, feet and headers that come again. */

/** Of nothing but Chinese characters and ASCII: what `squeeze` would leave as it is. */
const isSqueezed = (text: string): boolean => /^[!-~\u4e00-\u9fff]*$/.test(text);

const squeeze = (text: string): string =>
  isSqueezed(text) ? text : text.normalize('NFKC').replace(/\s+/g, '');

const totalWords =
  /^(?:本页|全县|全市|全部|以上|全镇|全乡|各行业|规上)?(?:合计|总计|小计|共计|累计|共(?=\d))(?:[:为]?\d*[家户个种项类条]?)?$/;
const footWords = /^(?:填报|填表|制表|审核|审批|单位负责人|统计负责人|备注|注|说明)[^:]{0,6}:/;

/** Nearly every row says no at once: telling titles apart costs more than all else in a row. */
const mayBeTitle = /^.{0,12}(?:名称|全称|代码|企业名|单位)/;

/** What a firm's name field is called in a header, for header rows that come again. */
const isHeaderAgain = (name: string, uscc: string): boolean =>
  (mayBeTitle.test(name) || mayBeTitle.test(uscc)) &&
  (scoreIdentity('name', name) >= 800 ||
    scoreIdentity('uscc', name) >= 800 ||
    scoreIdentity('uscc', uscc) >= 800);

/** Why a row is none, in words; null for a row. */
export const skipReason = (cells: readonly string[], name: string, uscc: string): string | null => {
  if (name.length < 20 && uscc.length < 20 && isHeaderAgain(name, uscc)) return '重复的表头';
  const ofTotal = totalWords.test(squeeze(name));
  // Some offices write the number of firms into the code column of the total row.
  if (ofTotal && !checkCreditCode(uscc).ok) return '合计行';
  if (!isBlank(uscc) || (!isBlank(name) && !footWords.test(squeeze(name)))) return null;
  const filled = cells.map(squeeze).filter((cell) => cell !== '');
  if (filled.some((cell) => totalWords.test(cell))) return '合计行';
  return filled.some((cell) => footWords.test(cell)) ? '表尾说明' : null;
};

/** The same in a table of the office: 全县合计 in the column of places is a place. */
export const officeSkipReason = (cells: readonly string[], placeAt: number): string | null => {
  const said = cells.map(squeeze);
  if (said.some((cell) => footWords.test(cell))) return '表尾说明';
  return said.some((cell, at) => at !== placeAt && totalWords.test(cell)) ? '合计行' : null;
};
