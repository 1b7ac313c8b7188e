import type { SaidValues } from '#shared/import-rows.ts';
import type { ImportAnswers } from '#shared/imports.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import type { PlannedRecord } from './import-lines.ts';
import type { Past } from './import-past.ts';
import type { Standing } from './import-standing.ts';

const isTaken = (keep: string | undefined): boolean => keep === 'file';

/** The same sum written another way is no news; nor are words no sum can be read from, where one is known. */
const isNoNewsOfCapital = (key: string, said: SaidValues, row: Standing['row']): boolean => {
  if (key !== 'capitalText' || row.capitalText === null || row.capitalAmount === null) return false;
  if (said.capitalAmount === undefined) return true;
  return said.capitalAmount === row.capitalAmount && said.capitalCurrency === row.capitalCurrency;
};

/** Three sides of every cell: what stands there, what imports said before, and what the file says. */
export const comparer =
  (past: Past, answers: ImportAnswers) =>
  (table: string, id: string, said: SaidValues, stands: Standing | undefined): PlannedRecord => {
    if (!stands) return { table, id, kind: 'new', said };
    if (!stands.alive) return { table, id, kind: 'revived', said };
    const now: Record<string, LedgerValue> = {};
    for (const key of Object.keys(said)) {
      const here = stands.row[key] ?? null;
      if (here !== said[key] && !isNoNewsOfCapital(key, said, stands.row)) now[key] = here;
    }
    if (Object.keys(now).length === 0) return { table, id, kind: 'same', said };
    const last: Record<string, LedgerValue> = {};
    const keep: string[] = [];
    const open: string[] = [];
    for (const [key, here] of Object.entries(now)) {
      // Nothing stands there, or an earlier row of this very file says it: nobody's edit is lost.
      if (here === null || stands.since !== null) continue;
      const base = past.bySource(id)?.[key];
      if (base !== undefined) last[key] = base;
      const edited = base !== undefined ? here !== base : past.byAny(id)?.[key] !== here;
      if (!edited) continue;
      open.push(key);
      const answer = answers[`cell:${table}:${id}:${key}`] ?? answers['*cells'];
      if (!isTaken(answer)) keep.push(key);
    }
    const writes = Object.keys(now).length > keep.length;
    return {
      table,
      id,
      kind: writes ? 'changed' : 'same',
      said,
      now,
      ...(Object.keys(last).length > 0 ? { last } : {}),
      ...(keep.length > 0 ? { keep } : {}),
      ...(open.length > 0 ? { open } : {}),
    };
  };
