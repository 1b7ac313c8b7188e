import type { FileUse } from '#services/keep-file.ts';
import type { StoredFile } from '#shared/attachments.ts';
import type { RefusalData } from '#shared/errors.ts';

/** What crosses between a desk's thread and that of its pictures. */

export type PictureThreadOrder = {
  readonly kind: 'pictures';
  readonly storeDir: string;
  /** 32 bytes. */
  readonly storeKey: Uint8Array;
  /**
   * 1 when the file is closed: whoever puts another in its place waits for that. 2 says to a thread that is not
   * under way yet that nobody waits any more: it must not open what lies there now.
   */
  readonly gone: Int32Array<SharedArrayBuffer>;
};

export type PictureQuestion = { readonly id: number } & (
  | { readonly type: 'keep'; readonly path: string; readonly use: FileUse }
  | { readonly type: 'read'; readonly sha256: string }
  | { readonly type: 'look'; readonly hashes: readonly string[] }
);

export type KeptBytes = { readonly mime: string; readonly bytes: Uint8Array };

export type PictureResult = StoredFile | KeptBytes | readonly StoredFile[] | undefined;

export type PictureReply = { readonly id: number } & (
  | { readonly type: 'done'; readonly result: PictureResult }
  | { readonly type: 'refused'; readonly refusal: RefusalData }
  | { readonly type: 'failed'; readonly message: string }
);
