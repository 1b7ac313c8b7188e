import { foldText } from '#shared/fold.ts';
import type { ImportAnswers, ImportQuestion } from '#shared/imports.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import type { PlannedRecord } from './import-lines.ts';

/** A second row of one file about the same thing. */

/** Two writings of one text are no contradiction. */
const contradicts = (key: string, a: LedgerValue, b: LedgerValue): boolean =>
  a !== null && a !== b && !(key === 'name' && foldText(String(a)) === foldText(String(b)));

/** Within one file: a second row about the same thing may add to the first, not contradict it. */
export const repeatAsker =
  (answers: ImportAnswers) =>
  (
    row: number,
    record: PlannedRecord,
    since: number,
    standingNames: LedgerValue,
  ): { readonly record: PlannedRecord; readonly question: ImportQuestion | null } => {
    const differing = Object.entries(record.now ?? {}).filter(([, here]) => here !== null);
    const odd = differing.filter(([key, here]) => contradicts(key, here, record.said[key] ?? null));
    const dropped = new Set(differing.map(([key]) => key));
    const without = (): PlannedRecord => {
      const said = Object.fromEntries(Object.entries(record.said).filter(([k]) => !dropped.has(k)));
      const now = Object.fromEntries(
        Object.entries(record.now ?? {}).filter(([k]) => !dropped.has(k)),
      );
      const writes = Object.keys(now).length > 0;
      return {
        table: record.table,
        id: record.id,
        kind: writes ? 'changed' : 'same',
        said,
        ...(writes ? { now } : {}),
      };
    };
    if (odd.length === 0) return { record: without(), question: null };
    const question = repeatOf(row, since, record, odd);
    const answer = answers[question.key] ?? roleAnswer(answers, question);
    if (answer === 'this') return { record, question: null };
    if (answer === 'former')
      return { record: withFormerName(without(), record, standingNames), question: null };
    return { record: without(), question: answer === undefined ? question : null };
  };

/** The other name of a firm that a list has twice, kept among its former names. */
const withFormerName = (
  record: PlannedRecord,
  { said }: PlannedRecord,
  names: LedgerValue,
): PlannedRecord => {
  const former = String(said.name ?? '').replace(/^原/, '');
  const known = String(names ?? '').split(/[、；;,，\n]+/);
  if (known.some((name) => foldText(name) === foldText(former))) return record;
  const all = names === null ? former : `${names}、${former}`;
  return {
    ...record,
    kind: 'changed',
    said: { ...record.said, formerNames: all },
    now: { ...record.now, formerNames: names },
  };
};

const roleAnswer = (answers: ImportAnswers, question: ImportQuestion): string | undefined => {
  const role = answers[`*${question.kind}`];
  return question.options.find((option) => option.role === role)?.answer;
};

const repeatOf = (
  row: number,
  since: number,
  record: PlannedRecord,
  odd: readonly (readonly [string, LedgerValue])[],
): ImportQuestion => {
  const what = odd
    .slice(0, 3)
    .map(([key, here]) => `${here} ↔ ${record.said[key]}`)
    .join('，');
  return {
    kind: 'repeat',
    key: `repeat:${row}:${record.table}:${record.id}`,
    text: `与第 ${since} 行是同一${record.table === 'enterprise' ? '家' : '条'}，内容不同：${what}`,
    options: [
      { answer: 'first', role: 'suggested', label: `以第 ${since} 行为准` },
      { answer: 'this', role: 'other', label: '以这一行为准' },
      ...(record.table === 'enterprise' && odd.every(([key]) => key === 'name')
        ? [
            {
              answer: 'former',
              role: 'skip' as const,
              label: `同一家，把「${String(record.said.name).replace(/^原/, '')}」记为曾用名`,
            },
          ]
        : []),
    ],
  };
};
