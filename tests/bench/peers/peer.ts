import type { Change, Row } from '../workload.ts';

/** What each library beside Qice has to do here, and what of it a table can say. */

/** Where a replica keeps its files: the one that writes, or the fresh one that takes over. */
export type Place = { readonly dir: string; readonly role: 'source' | 'copy' };

export type Replica = {
  /** One transaction. */
  readonly write: (batch: readonly Change[]) => void | Promise<void>;
  /**
   * Everything this replica has recorded, as a file for another one.
   *
   * @returns bytes before compression; undefined where the library compresses by itself
   */
  readonly exportTo: (file: string) => Promise<number | undefined>;
  readonly importFrom: (file: string) => Promise<void>;
  /** All rows, in any order. */
  readonly rows: () => Iterable<Row> | AsyncIterable<Row>;
  /** Leaves everything where the next process finds it. Not timed: no two libraries do it alike. */
  readonly close: () => void | Promise<void>;
};

export type Peer = {
  /** As the table names it, with the version. */
  readonly title: string;
  /** The peer whose bare statements its times are divided by; itself for a floor. */
  readonly floor: string;
  /** The largest part of the workload it is asked to do unless told otherwise. */
  readonly scale: number;
  /** What it records lives in memory of one process: export in the process that wrote. */
  readonly oneProcess?: boolean;
  /** Words for what it does not do, so that nobody takes its figures for those of the whole job. */
  readonly lacks: readonly string[];
  readonly open: (place: Place) => Replica | Promise<Replica>;
};

/** Kinds of changes, in the order of the workload. */
export const kinds = ['insert', 'update', 'delete'] as const;
export type Kind = (typeof kinds)[number];

/** Megabytes that a process took at its highest above what it had before it loaded the library. */
type Above = { readonly aboveMB: number };

/** Milliseconds by the wall's clock, and of the processor, all threads of the process together. */
export type Spent = { readonly wall: number; readonly cpu: number };
export type SpentByKind = Readonly<Record<Kind, Spent>>;

/** What one peer's phases have shown. */
export type Figures = {
  readonly capture: Above & { readonly spent: SpentByKind };
  /** Bytes of the file, and of what the library said before compression where it told. */
  readonly export: Above & {
    readonly spent: Spent;
    readonly raw?: number | undefined;
    readonly bytes: number;
  };
  readonly import: Above & { readonly spent: Spent };
  /** Of the source's folder once closed. */
  readonly storeBytes: number;
};
