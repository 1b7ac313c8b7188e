import type { FirmName } from '#db/queries/synced-rows.ts';
import { checkCreditCode, creditCodeCheckDigit } from '#shared/credit-code.ts';
import { foldText } from '#shared/fold.ts';
import type { ImportQuestion, QuestionOption } from '#shared/imports.ts';

/** What is asked where a row does not say for certain which firm it is about. Pure. */

/** A firm a row may mean, and what speaks for it. */
export type Likely = { readonly firm: FirmName; readonly why: string };

const skipOption: QuestionOption = { answer: 'skip', role: 'skip', label: '这一行不导入' };

/** Letters the code does not use, with what was likely meant (GB 32100-2015 leaves them out). */
const lookAlikes: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', Z: '2', V: 'U' };

/** Valid codes a wrong one may have been meant as, likeliest first. */
const codeSuggestions = (written: string): string[] => {
  const code = written
    .normalize('NFKC')
    .replace(/[\s'"-]/g, '')
    .toUpperCase();
  const readable = code.replace(/[IOSZV]/g, (c) => lookAlikes[c] ?? c);
  const tried = [readable];
  if (/^[0-9A-HJ-NP-RTUWXY]{17,18}$/.test(readable))
    tried.push(readable.slice(0, 17) + creditCodeCheckDigit(readable.slice(0, 17)));
  // Two neighbours changed places: the commonest slip after a wrong character.
  for (let at = 0; at < 17 && readable.length === 18; at += 1)
    tried.push(
      readable.slice(0, at) +
        readable.charAt(at + 1) +
        readable.charAt(at) +
        readable.slice(at + 2),
    );
  const valid = tried.filter((each) => each !== code && checkCreditCode(each).ok);
  return [...new Set(valid)].slice(0, 3);
};

/** A spreadsheet keeps 15 digits of a number: the last three of a code become zeros, or an exponent. */
const isRounded = (text: string): boolean =>
  /^\d{15}0{3}$|^\d(?:\.\d+)?E\+?17$/i.test(text.replace(/\s/g, ''));

const describe = ({ firm, why }: Likely): string =>
  `${firm.name}${firm.uscc ? `（${firm.uscc}）` : '（没有信用代码）'}，${why}`;

/** Whether a row means a firm whose name is nearly the same. @param said as the row has it */
export const sameFirmQuestion = (
  said: { readonly uscc: string | null; readonly name: string | null },
  found: readonly Likely[],
): ImportQuestion => {
  const name = said.name ?? '';
  const [first] = found;
  const why =
    said.uscc !== null && first?.firm.uscc
      ? '两家信用代码不同，多半是代码有一处写错，或确是两家'
      : '名称写法不同';
  return {
    kind: 'firm',
    key: `firm:${foldText(name)}|${said.uscc ?? ''}`,
    text: `「${name}」与「${first?.firm.name}」可能是同一家（${why}）`,
    options: [
      ...found.slice(0, 5).map(
        (each, at): QuestionOption => ({
          answer: `same:${each.firm.id}`,
          role: at === 0 ? 'suggested' : 'other',
          label: `就是${describe(each)}`,
        }),
      ),
      { answer: 'new', role: 'other', label: '是另一家，新建档案' },
      skipOption,
    ],
  };
};

/** Whether a name nobody knows, without a code, is a new firm. */
export const unknownQuestion = (name: string): ImportQuestion => ({
  kind: 'unknown',
  key: `unknown:${foldText(name)}`,
  text: `档案里没有「${name}」，这一行也没有信用代码`,
  options: [
    { answer: 'new', role: 'other', label: '新建档案，信用代码以后再补' },
    { ...skipOption, role: 'suggested' },
  ],
});

/** What a wrong code was meant as. @param likely firms of that name, or one like it */
export const codeQuestion = (
  written: string,
  name: string | null,
  likely: readonly Likely[],
): ImportQuestion => {
  const check = checkCreditCode(written);
  const why = isRounded(written)
    ? '在表格里存成了数字，后三位已丢失；请把这一列设为文本后重新填写'
    : check.ok
      ? ''
      : check.reason;
  const ofName = likely.filter(({ firm }) => firm.uscc !== null);
  // The digits that are gone cannot be made up.
  const codes = isRounded(written) ? [] : codeSuggestions(written);
  return {
    kind: 'code',
    key: `code:${written}|${foldText(name ?? '')}`,
    text: `统一社会信用代码 ${written} 不对：${why}`,
    typed: true,
    options: [
      ...ofName.slice(0, 2).map(
        (each, at): QuestionOption => ({
          answer: `use:${each.firm.uscc}`,
          role: at === 0 ? 'suggested' : 'other',
          label: `是档案里的${describe(each)}`,
        }),
      ),
      ...codes.map(
        (code, at): QuestionOption => ({
          answer: `use:${code}`,
          role: at === 0 && ofName.length === 0 ? 'suggested' : 'other',
          label: `改为 ${code}`,
        }),
      ),
      ...(name === null
        ? []
        : [{ answer: 'none', role: 'other' as const, label: '不用这个代码，按名称导入' }]),
      skipOption,
    ],
  };
};
