/** What the process that plays Electron and the test that plays Chromium say to each other. */

/** The screen's address in the test's browser, which cannot be taught a scheme of its own. */
export const pageOrigin = 'https://app.qice.test';
export const toPageUrl = (url: string): string => url.replace(/^qice:\/\/app(?=\/|$)/, pageOrigin);
export const toScreenUrl = (url: string): string =>
  url.startsWith(`${pageOrigin}/`) ? `qice://app${url.slice(pageOrigin.length)}` : url;

/** Asked of the process; each answered by one `answer` of the same id. */
export type Question =
  /** A request for an address of the screen. */
  | { readonly verb: 'request'; readonly url: string; readonly method: string }
  /** `ipcRenderer.invoke` from a frame. */
  | {
      readonly verb: 'invoke';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly frameUrl: string;
      readonly topFrame: boolean;
      readonly ownWindow: boolean;
    }
  /** The page wants to go somewhere. Answer: whether it may. */
  | { readonly verb: 'navigate' | 'redirect' | 'frame' | 'webview'; readonly url: string }
  /** The page wants a window. Answer: what the handler said. */
  | { readonly verb: 'open'; readonly url: string }
  /** A frame wants a permission; of `media`, the camera, the microphone or both. */
  | {
      readonly verb: 'permission';
      readonly permission: string;
      readonly url: string;
      readonly isMainFrame: boolean;
      readonly media: readonly ('video' | 'audio')[];
    }
  /** A request to the network. Answer: whether it may. */
  | { readonly verb: 'network'; readonly url: string }
  | { readonly verb: 'second-instance' }
  /** Where the person saves next; undefined for a person who cancels. */
  | { readonly verb: 'choose'; readonly path: string | undefined }
  /** Everything called so far, in order. */
  | { readonly verb: 'journal' }
  | { readonly verb: 'close' };

export type Served = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type Call = { readonly name: string; readonly args: readonly unknown[] };

export type FromProcess =
  | { readonly type: 'window'; readonly url: string }
  | { readonly type: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

export type ToProcess = Question & { readonly id: number };
