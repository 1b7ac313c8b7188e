import type { RosterMapping } from './roster-columns.ts';

/** What an import found and did, row by row. Counting unit: rows of the file. */

export type ImportVerdict = 'new' | 'same' | 'changed' | 'rejected' | 'skipped';

export const verdictLabels: Record<ImportVerdict, string> = {
  new: '新增',
  same: '无变化',
  changed: '有变化',
  rejected: '不能导入',
  skipped: '跳过',
};

export type ImportCounts = Readonly<Record<ImportVerdict | 'read', number>>;

export type FieldChange = {
  /** Key of the enterprise column. */
  readonly field: string;
  readonly label: string;
  readonly from: string | number | null;
  readonly to: string | number | null;
};

export type ImportLine = {
  /** 1-based row in the file. */
  readonly row: number;
  readonly verdict: ImportVerdict;
  /** Why rejected or skipped; what was left out of an accepted row. */
  readonly reason: string | null;
  readonly name: string | null;
  readonly uscc: string | null;
  readonly enterpriseId: string | null;
  readonly changes: readonly FieldChange[];
};

/** A table as read, before anything is decided. `mapping` is the guess, or the last one for this source. */
export type TableView = {
  readonly fileName: string;
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: readonly {
    readonly index: number;
    readonly title: string;
    readonly hidden: boolean;
  }[];
  readonly samples: readonly (readonly string[])[];
  readonly rows: number;
  readonly notes: readonly string[];
  readonly mapping: RosterMapping;
};

export type ImportPreview = {
  readonly counts: ImportCounts;
  readonly lines: readonly ImportLine[];
  /** Stands for the store as it was seen; commit refuses another one. */
  readonly stamp: string;
};

export type ImportReport = {
  readonly id: string;
  readonly fileName: string;
  readonly at: string;
  readonly person: string;
  readonly counts: ImportCounts;
  readonly undoneAt: string | null;
};

export type ImportReportDetail = ImportReport & { readonly lines: readonly ImportLine[] };

export type UndoResult = {
  readonly removed: number;
  readonly restored: number;
  /** Firms with work on them, and cells changed since, that were left as they are. */
  readonly kept: number;
};
