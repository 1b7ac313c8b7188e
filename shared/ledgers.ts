import { z } from 'zod';
import type { RecordState } from './exchange.ts';
import { type LedgerValues, type RowProblem, sources } from './registers/ledger.ts';
import { optionalText, recordId } from './words.ts';

/** What the screen asks of ledgers, and what it gets. Ledgers are named; the name is looked up. */

const ledgerName = z.string().min(1).max(64);
const rowId = z.string().min(1).max(200);
const fieldKey = z.string().min(1).max(64);
const value = z.union([z.string().max(8_000), z.number(), z.null()]);
/** Cells to write. Text is trimmed and freed of control characters, as in every form. */
const values = z.record(fieldKey, z.union([optionalText(8_000), z.number()]));

/** A page of a ledger: of one parent, or of the whole office. */
export const listLedgerInput = z.object({
  ledger: ledgerName,
  /** Id of the firm (or other parent row) whose rows are asked for. */
  parent: rowId.nullable().default(null),
  search: z.string().max(200).default(''),
  /** Only rows whose field holds one of these values; null stands for an empty cell. */
  filter: z.record(fieldKey, z.array(value).max(200)).default({}),
  /** Keys, `-` before one turns it round; the declaration's where empty. */
  order: z.array(z.string().max(65)).max(5).default([]),
  limit: z.number().int().min(1).max(10_000).default(100),
  offset: z.number().int().min(0).default(0),
});
export type ListLedger = z.infer<typeof listLedgerInput>;

export const firmLedgersInput = z.object({ enterpriseId: recordId });

/** A row as people see it. Values are as stored, with the computed ones beside them. */
export type LedgerRow = {
  readonly id: string;
  readonly parentId: string | null;
  /** The firm it belongs to; null for rows that hang on none. */
  readonly firm: { readonly id: string; readonly name: string } | null;
  readonly values: LedgerValues;
  readonly problems: readonly RowProblem[];
  readonly attachments: number;
  readonly state: RecordState;
};

export type LedgerPage = { readonly total: number; readonly rows: readonly LedgerRow[] };

/** Live rows of a firm by ledger. */
export type FirmLedgers = Readonly<Record<string, readonly LedgerRow[]>>;

/** Rows to be written together, or not at all. */
export const saveRowsInput = z.object({
  ledger: ledgerName,
  parent: rowId.nullable(),
  /** Where these values come from; a row that names its source itself is left alone. */
  source: z.enum(sources).optional(),
  rows: z
    .array(
      z.object({
        /** Null for a new row. */
        id: rowId.nullable(),
        /** Cells to set; what is not named stays as it is. */
        values,
      }),
    )
    .min(1)
    .max(1_000),
});
export type SaveRows = z.infer<typeof saveRowsInput>;

export const rowsInput = z.object({
  ledger: ledgerName,
  ids: z.array(rowId).min(1).max(1_000),
});
export type RowsInput = z.infer<typeof rowsInput>;

export const confirmRowsInput = rowsInput.extend({
  /** Cells that hold; all that hold something where nothing is said. */
  keys: z.array(fieldKey).max(60).optional(),
});
export type ConfirmRows = z.infer<typeof confirmRowsInput>;

/** Where a cell's value comes from, told by the change log. */
export type CellOrigin = {
  /** ISO; what the author's clock said. */
  readonly at: string;
  readonly actor: string;
  readonly device: string;
  readonly own: boolean;
  /** What it was written for, e.g. 修改产品, 导入 规上名单.xlsx. */
  readonly purpose: string;
  /** 报表、走访、导入、企业自报、部门共享、专项调研, or what a row says in other words; null where nobody said. */
  readonly source: string | null;
  /** The row of the file it was read from, where the write says so. */
  readonly sourceRef: string | null;
};

/** Origins by column key of one row. */
export type RowOrigins = {
  readonly id: string;
  readonly cells: Readonly<Record<string, CellOrigin>>;
};
