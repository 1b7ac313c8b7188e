import { findRows } from '#db/queries/ledgers.ts';
import type { PanelLine, PanelRun } from '#shared/scoring/panels.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';
import { numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';
import { numberedFirms } from './panel-sheets.ts';
import { panelLine } from './panels.ts';

/** Which panels can count in which runs: of one version and year, with firms in common. */

type StoreOf = Pick<Desk, 'store'>;

const versionAndYear = (values: Parameters<typeof textOf>[0]): string =>
  `${textOf(values, 'schemeVersionId')} ${numberOf(values, 'year')}`;

const shareFirms = (desk: StoreOf, runId: string, firms: ReadonlySet<string>): boolean =>
  findRows(desk.store, requireLedger('score_result'), { parent: runId }).some(({ values }) =>
    firms.has(String(values.firmId)),
  );

const firmsJudged = (values: Parameters<typeof textOf>[0]): ReadonlySet<string> =>
  new Set(numberedFirms(textOf(values, 'firms')).map(({ id }) => id));

/** Panels that judge firms of a run, the newest first. @throws Refusal `record.missing` */
export const panelsOfRun = (desk: StoreOf, runId: string): PanelLine[] => {
  const asked = versionAndYear(rowOf(desk, 'score_run', runId).values);
  return rowsOf(desk, 'score_panel')
    .filter(
      ({ values }) =>
        versionAndYear(values) === asked && shareFirms(desk, runId, firmsJudged(values)),
    )
    .map(panelLine);
};

/**
 * Runs that a panel's scores can be counted in by repeating them, the newest first: what is published
 * stands until it is taken back.
 *
 * @throws Refusal `record.missing`
 */
export const runsOfPanel = (desk: StoreOf, panelId: string): PanelRun[] => {
  const { values } = rowOf(desk, 'score_panel', panelId);
  const firms = firmsJudged(values);
  return rowsOf(desk, 'score_run')
    .filter(
      (run) =>
        textOf(run.values, 'publishedOn') === null &&
        versionAndYear(run.values) === versionAndYear(values) &&
        shareFirms(desk, run.id, firms),
    )
    .map((run) => ({
      id: run.id,
      title: String(run.values.title),
      dataDate: String(run.values.dataDate),
    }));
};
