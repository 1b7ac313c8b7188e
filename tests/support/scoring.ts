import type { Desk } from '#services/desk.ts';
import { saveRows } from '#services/ledgers.ts';
import { rowsOf } from '#services/own-rows.ts';
import { startRun } from '#services/score-runs.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';

/** @returns the id of the row that was added */
export const saveRow = (
  desk: Desk,
  ledger: string,
  parent: string | null,
  values: Record<string, LedgerValue>,
): string => saveRows(desk, { ledger, parent, rows: [{ id: null, values }] }).ids[0] ?? '';

/** The first version of the scheme with this code. */
export const versionOf = (desk: Desk, code: string): string => {
  const scheme = rowsOf(desk, 'scheme').find(({ values }) => values.code === code);
  return rowsOf(desk, 'scheme_version', scheme?.id)[0]?.id ?? '';
};

/** Scores all firms by a scheme on the figures of 2025. @returns the id of the run */
export const runOf = (desk: Desk, code: string, more: object = {}): string =>
  startRun(desk, {
    title: '排队',
    versionId: versionOf(desk, code),
    year: 2025,
    dataDate: '2026-05-05',
    scope: {},
    panelId: null,
    awardId: null,
    againId: null,
    ...more,
  }).id;
