import { setImmediate } from 'node:timers/promises';
import { type EnterpriseRecord, enterprisesAt, getEnterprises } from '#db/queries/enterprises.ts';
import { filesOf, getKeptFirm } from '#db/queries/homes.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import { Refusal } from '#shared/errors.ts';
import { type FirmLine, mostFirmLines, type NamedFirm } from '#shared/firm-lines.ts';
import { foldFirmName, foldText } from '#shared/fold.ts';
import type { Desk } from './desk.ts';
import { firmsListed } from './enterprises.ts';
import { enterpriseId } from './firm-record.ts';
import { rowsOf, textOf } from './own-rows.ts';

/** Finds the firms of a pasted column by name, former name or credit code. Reads only; needs the roll. */

/** Firms (家) looked at for one line; a line that means more of them says too little. */
const mostCandidates = 8;

/** Lines looked up in one piece. */
const linesAtOnce = 8;

const lineOf = (
  no: number,
  text: string,
  verdict: FirmLine['verdict'],
  firms: readonly NamedFirm[] = [],
  problem: string | null = null,
): FirmLine => ({ no, text, verdict, firms, problem });

const namedOf = (
  { id, name, township }: EnterpriseRecord,
  why: string | null = null,
): NamedFirm => ({ id, name, township, why });

/** Names a firm had, and those of files that were merged into its own. */
const formerNames = (desk: Desk, firm: EnterpriseRecord): string[] => {
  const { store } = desk;
  const files = filesOf(store, firm.id);
  const others = getEnterprises(
    store.reader,
    files.filter((id) => id !== firm.id),
  );
  return [
    ...(firm.formerNames ?? '').split(/[、；;,，\n]+/),
    ...rowsOf(desk, 'former_name', firm.id).map(({ values }) => textOf(values, 'name') ?? ''),
    ...[...others.values()].map(({ name }) => name),
  ].filter((name) => name.trim() !== '');
};

/** The firm a name means, or those it may mean. */
const byName = (desk: Desk, no: number, text: string, name: string, problem: string | null) => {
  const stem = foldFirmName(name);
  if (stem === '') return lineOf(no, text, 'none', [], problem);
  const rows = firmsListed(desk, { search: stem }).subarray(0, mostCandidates);
  const found = enterprisesAt(desk.store, rows);
  const called = found.filter((firm) => foldFirmName(firm.name) === stem);
  const [one] = called;
  // Most lines are called as the file is: nothing more is read of them.
  if (one && called.length === 1) return lineOf(no, text, 'sure', [namedOf(one)], problem);
  const hits = found.map((firm) => {
    const formers = formerNames(desk, firm);
    return {
      firm,
      former: formers.find((said) => foldFirmName(said) === stem),
      // Found by an address or a product alone, it is not what a column of names means.
      isNamed: [firm.name, ...formers].some((said) => foldText(said).includes(stem)),
    };
  });
  const before = hits.filter(({ former }) => former !== undefined);
  const [was] = before;
  if (was && called.length === 0 && before.length === 1)
    return lineOf(no, text, 'sure', [namedOf(was.firm, `曾用名「${was.former}」`)], problem);
  const firms = hits
    .filter(({ isNamed }) => isNamed)
    .map(({ firm, former }) => namedOf(firm, former === undefined ? null : `曾用名「${former}」`));
  const verdict = firms.length === 0 ? 'none' : firms.length === 1 ? 'likely' : 'several';
  return lineOf(no, text, verdict, firms, problem);
};

/** Firms of a credit code: the file made of it, also where it is kept under another one, and those it was put into. */
const byCode = (desk: Desk, code: string): EnterpriseRecord[] => {
  const own = getKeptFirm(desk.store, enterpriseId(code));
  const rows = firmsListed(desk, { search: code }).subarray(0, mostCandidates);
  const firms = [
    ...(own && own.deleted === 0 ? [own] : []),
    ...enterprisesAt(desk.store, rows).filter(({ uscc }) => uscc === code),
  ];
  return firms.filter((firm, at) => firms.findIndex(({ id }) => id === firm.id) === at);
};

/** A cell that is meant for a credit code: eighteen letters and digits, right or wrong. */
const looksLikeCode = (cell: string): boolean =>
  /^[0-9A-Za-z]{15,20}$/.test(cell.normalize('NFKC'));

const findLine = (desk: Desk, no: number, text: string): FirmLine => {
  const cells = text
    .split('\t')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const codes = cells.filter(looksLikeCode).map((cell) => checkCreditCode(cell));
  const why = cells.every(looksLikeCode) ? '信用代码' : null;
  for (const code of codes) {
    const firms = code.ok ? byCode(desk, code.code) : [];
    if (firms.length > 0)
      return lineOf(
        no,
        text,
        firms.length === 1 ? 'sure' : 'several',
        firms.map((firm) => namedOf(firm, why)),
      );
  }
  const wrong = codes.find((code) => !code.ok);
  const problem = wrong && !wrong.ok ? `信用代码${wrong.reason}` : null;
  // Beside numbers, townships and phones the name is the longest cell with characters of names in it.
  const [name] = cells
    .filter((cell) => !looksLikeCode(cell) && /[\p{Script=Han}A-Za-z]/u.test(cell))
    .sort((a, b) => b.length - a.length);
  const searched = name ?? cells[0] ?? '';
  return byName(desk, no, text, searched, problem);
};

/**
 * Looks up each line of a text; empty ones are left out, and all others come back, found or not.
 *
 * @throws Refusal `record.invalid` for more than `mostFirmLines`
 */
export const findFirmLines = async (desk: Desk, text: string): Promise<FirmLine[]> => {
  const lines = text
    .split(/\r?\n/)
    .map((line, at) => ({ no: at + 1, text: line.trim() }))
    .filter((line) => line.text !== '');
  if (lines.length > mostFirmLines)
    throw Refusal.of('record.invalid', {
      problems: [`一次最多粘贴 ${mostFirmLines} 行，现有 ${lines.length} 行，请分几次粘贴`],
    });
  const found: FirmLine[] = [];
  for (const { no, text: line } of lines) {
    found.push(findLine(desk, no, line));
    // Others are served in between: each line goes through the whole roll.
    if (found.length % linesAtOnce === 0) await setImmediate();
  }
  return found;
};
