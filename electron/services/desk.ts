import type { Store } from '#db/open.ts';
import type { StoredFile } from '#shared/attachments.ts';
import type { CatalogueRead } from '#shared/catalogue-views.ts';
import type {
  BundlePreview,
  EnvelopeName,
  ExportedVolume,
  ExportResult,
  MergeResult,
  Role,
} from '#shared/exchange.ts';
import type { FirmColumnKey } from '#shared/firm-columns.ts';
import type { LikelyPairs } from '#shared/firm-pairs.ts';
import type {
  ImportPreview,
  ImportReport,
  PlanInput,
  TableView,
  UndoResult,
} from '#shared/imports.ts';
import type { ListIssues } from '#shared/issues.ts';
import type { PhotoQuery } from '#shared/photos.ts';
import type { Compaction } from '#shared/settings.ts';
import type { DeviceKeys } from '#sync/seal.ts';
import type { FileUse } from './keep-file.ts';

/** Who this store is, in the words of the exchange. */
export type Self = {
  readonly deviceId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly role: Role;
  /** GB/T 2260 code. */
  readonly division: string;
  readonly person: string;
};

/**
 * Files on their way between the screen and the local process, each known by a ticket. The desktop
 * door lends paths the person chose; the browser door keeps what was uploaded.
 */
export type FileShelf = {
  /** @throws Refusal `file.missing` for a ticket that was never given or has been cleared. */
  readonly path: (ticket: string) => string;
  readonly name: (ticket: string) => string;
  /** Forgets a ticket, and deletes the file where the shelf made room for it. */
  readonly release: (ticket: string) => void;
  /** A place for a file to be made under this name, offered to the screen once it is there. */
  readonly reserve: (fileName: string) => { readonly ticket: string; readonly path: string };
};

/** What each kind of long work takes and gives. */
export type JobTable = {
  readonly export: {
    readonly input: {
      readonly to: string;
      readonly path: string;
      readonly maxBytes?: number | undefined;
      readonly more?: readonly string[];
      readonly envelope?: EnvelopeName | undefined;
    };
    readonly result: ExportResult;
  };
  readonly snapshot: {
    readonly input: {
      readonly to: string;
      readonly path: string;
      readonly media?: boolean;
      readonly envelope?: EnvelopeName | undefined;
    };
    readonly result: ExportedVolume;
  };
  readonly compact: { readonly input: Record<never, never>; readonly result: Compaction | null };
  /** The list of firms as a workbook; `rowids` are places in the roll. */
  readonly firms: {
    readonly input: {
      readonly rowids: readonly number[];
      readonly columns: readonly FirmColumnKey[];
      /** Their whole files instead of the list. */
      readonly files: boolean;
      readonly path: string;
    };
    readonly result: { readonly firms: number };
  };
  /** A run of scores as a workbook. */
  readonly runBook: {
    readonly input: { readonly id: string; readonly path: string };
    readonly result: null;
  };
  /** The ledger of issues as a workbook. */
  readonly issueBook: {
    readonly input: { readonly query: ListIssues; readonly path: string };
    readonly result: { readonly issues: number };
  };
  /** The ledger of photographs as a workbook. */
  readonly photoBook: {
    readonly input: { readonly query: PhotoQuery; readonly path: string };
    readonly result: { readonly photos: number };
  };
  readonly doubles: { readonly input: null; readonly result: LikelyPairs };
  /** What every start does besides opening; see `start-look.ts`. */
  readonly look: {
    readonly input: { readonly keystore: string };
    readonly result: { readonly fault: string | null };
  };
  readonly inspect: { readonly input: { readonly path: string }; readonly result: BundlePreview };
  readonly merge: {
    readonly input: { readonly path: string; readonly receiptPath?: string };
    readonly result: MergeResult;
  };
  readonly readCatalogue: { readonly input: CatalogueFile; readonly result: CatalogueRead };
  readonly readTable: { readonly input: TableFile; readonly result: TableView };
  readonly planImport: {
    readonly input: TableFile & { readonly plan: PlanInput };
    readonly result: ImportPreview;
  };
  readonly commitImport: { readonly input: { readonly id: string }; readonly result: ImportReport };
  readonly undoImport: { readonly input: { readonly id: string }; readonly result: UndoResult };
};

/** A table file, the sheet and header rows a person chose, and what they say it is about. */
export type TableFile = {
  readonly path: string;
  readonly fileName: string;
  readonly choice?:
    | {
        readonly sheet?: string | undefined;
        readonly header?: { readonly top: number; readonly bottom: number } | undefined;
      }
    | undefined;
  /** `enterprise`, or a ledger's name. */
  readonly target?: string | undefined;
};

/** A table of an evaluation catalogue, and what a person says of lines that do not say it. */
export type CatalogueFile = {
  readonly path: string;
  readonly fileName: string;
  readonly award: string | null;
  readonly year: number | null;
  /** Only looks; nothing is written. */
  readonly dryRun: boolean;
};

export type JobName = keyof JobTable;

/** Told as work goes on: `done` of `total` units, `label` in Chinese. */
export type Progress = (label: string, done: number, total: number) => void;

/** What long work listens to and talks to. */
export type Work = { readonly signal?: AbortSignal; readonly progress?: Progress };

/** Pictures and documents in and out of the store, in a thread of their own. */
export type Pictures = {
  /** Checks a file and keeps its bytes. @throws Refusal as `keepFile` */
  readonly keep: (path: string, use: FileUse) => Promise<StoredFile>;
  /** Looks at pictures that are kept, so that they are `known` to whoever names them in a row. */
  readonly look: (hashes: readonly string[]) => Promise<void>;
  /** What was kept or looked at since the store was opened; undefined says nothing. */
  readonly known: (sha256: string) => StoredFile | undefined;
  /** Undefined where they are not here (附件待补). */
  readonly read: (
    sha256: string,
  ) => Promise<{ readonly mime: string; readonly bytes: Uint8Array } | undefined>;
};

/** Long work in a thread of its own, cancellable, with progress events under the caller's id. */
export type Jobs = {
  readonly run: <N extends JobName>(
    name: N,
    job: string,
    input: JobTable[N]['input'],
  ) => Promise<JobTable[N]['result']>;
  /** Work that waits for another program: cancelled and told of as `run`'s is, without a thread. */
  readonly attend: <T>(job: string, work: (work: Required<Work>) => Promise<T>) => Promise<T>;
  readonly cancel: (job: string) => void;
  readonly pictures: Pictures;
  /** Cancels everything; for when the desk is left. */
  readonly close: () => void;
};

/** A program of this computer that lays a document out as the office's own word processor would. */
export type PdfProgram = {
  /**
   * @param file a .docx or .xlsx
   * @param target where the PDF is to stand
   * @param signal ends the program
   * @throws Refusal `pdf.failed`, `job.cancelled`; nothing stands at `target` then
   */
  readonly convert: (file: string, target: string, signal?: AbortSignal) => Promise<void>;
};

/**
 * Opens a file in the program of this computer that belongs to its kind, as a double click does.
 *
 * @throws Refusal `print.failed`
 */
export type OpenFile = (path: string) => Promise<void>;

/** An unlocked store with its owner sitting at it: the first argument of every service. */
export type Desk = {
  readonly store: Store;
  readonly self: Self;
  readonly keys: DeviceKeys;
  /** 32 bytes; for a second connection to the same files. */
  readonly storeKey: Uint8Array;
  readonly shelf: FileShelf;
  readonly jobs: Jobs;
  /** Where backups go. */
  readonly backupDir: string;
  /** The one this computer has now, if any: looked for when it is asked for, not at the start. */
  readonly pdfProgram?: () => PdfProgram | undefined;
  /** Likewise. */
  readonly fileOpener?: () => OpenFile | undefined;
};
