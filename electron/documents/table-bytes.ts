import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { Refusal } from '#shared/errors.ts';

/** Bytes of a table file. A register's extract of 60 MB is gone through piece by piece, never held. */
export type TableBytes = {
  readonly size: number;
  /** Its first bytes, 64 KiB at most. */
  readonly head: () => Uint8Array;
  /**
   * All of them from the beginning, anew each time. A piece holds until the next one is asked for.
   *
   * @throws Refusal `table.unreadable` where the file is no longer the one that was opened
   */
  readonly pieces: () => Iterable<Uint8Array>;
  readonly whole: () => Uint8Array;
};

/** Small: longer texts go where V8 seldom tidies up, and a table of 60 MB then leaves 200 MB of them behind. */
const pieceBytes = 1 << 16;
const headBytes = 1 << 16;

export const bytesAtHand = (bytes: Uint8Array): TableBytes => ({
  size: bytes.length,
  head: () => bytes.subarray(0, headBytes),
  pieces: function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  },
  whole: () => bytes,
});

/** @throws errors of the file system */
export const bytesOfFile = (path: string): TableBytes => {
  const stampOf = (file: number): string => {
    const { size, mtimeMs } = fstatSync(file);
    return `${size} ${mtimeMs}`;
  };
  const withFile = <T>(work: (file: number) => T): T => {
    const file = openSync(path, 'r');
    try {
      return work(file);
    } finally {
      closeSync(file);
    }
  };
  const [size, opened] = withFile((file) => [fstatSync(file).size, stampOf(file)] as const);
  return {
    size,
    head: () =>
      withFile((file) => {
        const bytes = new Uint8Array(headBytes);
        return bytes.subarray(0, readSync(file, bytes, 0, headBytes, 0));
      }),
    pieces: function* () {
      const file = openSync(path, 'r');
      try {
        const bytes = new Uint8Array(pieceBytes);
        for (;;) {
          // Its rows are counted, learnt from and planned in several goes: they have to be the same.
          if (stampOf(file) !== opened)
            throw Refusal.of('table.unreadable', { why: '读取时文件被改动了，请存好后重新选择' });
          const read = readSync(file, bytes, 0, pieceBytes, null);
          if (read === 0) return;
          yield bytes.subarray(0, read);
        }
      } finally {
        closeSync(file);
      }
    },
    whole: () => readFileSync(path),
  };
};
