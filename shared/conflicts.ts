import { z } from 'zod';

/** What two people answered differently, and the decision about it. */

/** One answer to a question: a value somebody wrote, or a deletion, or an edit beside one. */
export type ConflictSide = {
  readonly origin: string;
  readonly seq: number;
  /** As people read it; 「（空）」 for nothing. */
  readonly text: string;
  /** As it stands in the cell, to begin another value from; null for nothing. */
  readonly value: string | null;
  /** Only where deleting is the question: what choosing this side does. */
  readonly decides: 'keep' | 'delete' | null;
  readonly actor: string;
  readonly deviceId: string | null;
  /** Office and person the device belongs to. */
  readonly device: string;
  /** Written on this device. */
  readonly own: boolean;
  /** What everybody sees until it is decided. */
  readonly shown: boolean;
  /** ISO; what the author's clock said. */
  readonly claimedAt: string;
  /** ISO; when it came here, null for own work and where it is not known. */
  readonly receivedAt: string | null;
};

/** How another value may be typed. */
export type TypedValue =
  | { readonly kind: 'text' | 'day' | 'code' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'none' };

export type ConflictLine = {
  readonly kind: 'values' | 'deleteEdit';
  readonly table: string;
  readonly row: string;
  /** Name of the cell's column; `deleted` where deleting is the question. */
  readonly column: string;
  readonly tableLabel: string;
  /** Which sheet, visit, measure …; empty for the firm itself. */
  readonly rowTitle: string;
  readonly fieldLabel: string;
  /** What all sides had before them; null where it cannot be told. */
  readonly base: { readonly text: string } | null;
  readonly sides: readonly ConflictSide[];
  readonly typed: TypedValue;
};

export type ConflictGroup = {
  /** Null for rows whose firm is not here. */
  readonly firmId: string | null;
  readonly firmName: string;
  readonly conflicts: readonly ConflictLine[];
};

export type ConflictDevice = {
  readonly deviceId: string;
  readonly device: string;
  readonly own: boolean;
  /** Questions this device has an answer to. */
  readonly conflicts: number;
};

export type ConflictList = {
  readonly total: number;
  readonly groups: readonly ConflictGroup[];
  readonly devices: readonly ConflictDevice[];
};

/** Open questions by firm id. */
export type ConflictCounts = {
  readonly total: number;
  readonly firms: Readonly<Record<string, number>>;
};

/** One question, by the name of its cell. */
export const conflictName = z.object({
  table: z.string().min(1).max(64),
  row: z.string().min(1).max(200),
  column: z.string().min(1).max(64),
});
export type ConflictName = z.infer<typeof conflictName>;

export const decisionInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.string().max(20_000).nullable() }),
  z.object({
    kind: z.literal('sibling'),
    origin: z.string().min(1).max(64),
    seq: z.number().int().min(1),
  }),
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('delete') }),
]);
export type Decision = z.infer<typeof decisionInput>;

export const resolveInput = conflictName.extend({ choice: decisionInput });
export type ResolveInput = z.infer<typeof resolveInput>;

export const resolveByDeviceInput = z.object({ deviceId: z.uuid() });

export const historyInput = conflictName.pick({ table: true, row: true });

/** One cell of one change: what it was to its author, and what they made of it. */
export type HistoryCell = {
  readonly column: string;
  readonly label: string;
  readonly from: string | null;
  readonly to: string;
};

/** What one person did to one row at one time. */
export type HistoryEntry = {
  readonly key: string;
  readonly table: string;
  readonly row: string;
  readonly tableLabel: string;
  readonly rowTitle: string;
  readonly what: 'added' | 'changed' | 'deleted' | 'restored';
  readonly actor: string;
  readonly device: string;
  readonly own: boolean;
  readonly purpose: string;
  readonly claimedAt: string;
  readonly receivedAt: string | null;
  readonly cells: readonly HistoryCell[];
};

export type RecordHistory = {
  /** Newest arrival first. */
  readonly entries: readonly HistoryEntry[];
  /** False where older changes were left out. */
  readonly complete: boolean;
};

export const cellHistoryInput = conflictName;

/** One value a cell had. */
export type CellValue = {
  readonly key: string;
  /** As people read it; 「（空）」 for nothing. */
  readonly text: string;
  /**
   * `decided`: its author had several values before them. `snapshot`: it stood when this computer
   * began, and what was there before it is not here.
   */
  readonly how: 'added' | 'changed' | 'decided' | 'snapshot';
  /** Another value was written without either author knowing of the other. */
  readonly beside: boolean;
  /** What the record shows now. */
  readonly shown: boolean;
  readonly actor: string;
  readonly device: string;
  readonly own: boolean;
  readonly purpose: string;
  /** ISO; what the author's clock said. */
  readonly claimedAt: string;
  /** ISO; when it came here, null for own work and where it is not known. */
  readonly receivedAt: string | null;
  /**
   * What speaks against the author's clock: `ahead`, it claims to be from after its arrival here;
   * `behind`, it claims to be older than something its author had before them.
   */
  readonly clock: 'ahead' | 'behind' | null;
};

export type CellHistory = {
  readonly tableLabel: string;
  readonly fieldLabel: string;
  /** Newest arrival first. */
  readonly values: readonly CellValue[];
  /** Where it begins: with the record, with a snapshot, or with the oldest change looked through. */
  readonly begins: 'record' | 'snapshot' | 'bound';
};
