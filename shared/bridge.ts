import type { RefusalData } from './errors.ts';
import type { AppEvent } from './events.ts';

/** An answer that crossed a process boundary: plain data, never an exception. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: RefusalData | null; readonly message: string };

/**
 * What the preload gives the screen in the desktop door: verbs, no transport. `path` is the name
 * of a procedure (`enterprises.list`); the local process looks it up and decodes the input.
 */
export type DesktopBridge = {
  readonly ask: (path: string, input: unknown) => Promise<Reply>;
  readonly tell: (path: string, input: unknown) => Promise<Reply>;
  /** @returns how to stop listening. */
  readonly onEvent: (listener: (event: AppEvent) => void) => () => void;
  /** Lends a file the person chose or dropped; the value is its ticket. */
  readonly putFile: (file: File) => Promise<Reply>;
  /** Asks where to save an offered file and copies it there; the value is false where they cancelled. */
  readonly saveOffered: (ticket: string) => Promise<Reply>;
};
