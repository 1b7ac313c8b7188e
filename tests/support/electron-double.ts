/**
 * Electron's main process, as far as the desktop door uses it, for machines where Electron itself
 * cannot be had. Every member is typed by Electron's own declarations, so that a change there stops
 * the types; every rule about time (“before ready”) is kept as Electron keeps it, by throwing. The
 * window is a page of a real Chromium on the other side of electron-wire.ts.
 */
import { EventEmitter } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { isBlocked, isPermitted, session } from './electron-session.ts';
import {
  afterReady,
  becomeReady,
  beforeReady,
  journal,
  note,
  stoppable,
  tell,
} from './electron-state.ts';
import type { Question, Served, ToProcess } from './electron-wire.ts';

// ───── app

const userData = { path: '' };
let lockDir: string | undefined;
const appEvents = new EventEmitter();
const windows = new Set<BrowserWindow>();

const quit = (): void => {
  note('app.quit');
  appEvents.emit('will-quit', stoppable({}));
  if (lockDir) rmSync(lockDir, { recursive: true, force: true });
  process.exit(0);
};

export const app = {
  enableSandbox: () => {
    beforeReady('app.enableSandbox');
    note('app.enableSandbox');
  },
  setPath: (name, path) => {
    note('app.setPath', name, path);
    if (name === 'userData') userData.path = path;
  },
  getPath: (name) => (name === 'userData' ? userData.path : join(userData.path, name)),
  requestSingleInstanceLock: () => {
    note('app.requestSingleInstanceLock');
    const dir = join(userData.path, 'SingletonLock');
    mkdirSync(userData.path, { recursive: true });
    try {
      mkdirSync(dir);
    } catch {
      return false;
    }
    lockDir = dir;
    return true;
  },
  quit,
  on: appEvents.on.bind(appEvents) as unknown as Electron.App['on'],
  once: appEvents.once.bind(appEvents) as unknown as Electron.App['once'],
  whenReady: async () => {
    await new Promise((resolve) => setImmediate(resolve));
    becomeReady();
  },
} satisfies Partial<Electron.App>;

// ───── windows

class WebContents extends EventEmitter {
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined;
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    tell({ type: 'send', channel, args: structuredClone(args) });
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    afterReady('BrowserWindow');
    note('BrowserWindow', options);
    windows.add(this);
    appEvents.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    note('BrowserWindow.loadURL', url);
    tell({ type: 'window', url });
    setImmediate(() => this.emit('ready-to-show'));
  }
  show(): void {
    note('BrowserWindow.show');
  }
  focus(): void {
    note('BrowserWindow.focus');
  }
  restore(): void {
    note('BrowserWindow.restore');
  }
  isMinimized(): boolean {
    return true;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  close(): void {
    this.#destroyed = true;
    windows.delete(this);
    this.emit('closed');
    if (windows.size === 0) appEvents.emit('window-all-closed');
  }
}
// A drift of the real class in what the door uses stops the types here.
type UsedOfWindow = 'loadURL' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'isDestroyed';
BrowserWindow.prototype satisfies Pick<Electron.BrowserWindow, UsedOfWindow>;
WebContents.prototype satisfies Pick<Electron.WebContents, 'send' | 'setWindowOpenHandler'>;

// ───── pages, calls, files

type Handler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, Handler>();
const schemes = new Map<string, Electron.Privileges | undefined>();

export const protocol = {
  registerSchemesAsPrivileged: (list) => {
    beforeReady('protocol.registerSchemesAsPrivileged');
    note('protocol.registerSchemesAsPrivileged', list);
    for (const { scheme, privileges } of list) schemes.set(scheme, privileges);
  },
  handle: (scheme, handler) => {
    afterReady('protocol.handle');
    if (!schemes.get(scheme)?.standard) throw new Error(`${scheme} is not a standard scheme`);
    handlers.set(scheme, handler as Handler);
  },
} satisfies Partial<Electron.Protocol>;

type Listener = (event: unknown, ...args: unknown[]) => unknown;
const listeners = new Map<string, Listener>();

export const ipcMain = {
  handle: (channel, listener) => {
    note('ipcMain.handle', channel);
    listeners.set(channel, listener as Listener);
  },
} satisfies Partial<Electron.IpcMain>;

let chosen: string | undefined;

export const dialog = {
  showSaveDialog: async (...args: unknown[]) => {
    note('dialog.showSaveDialog', args.at(-1));
    return { canceled: chosen === undefined, filePath: chosen ?? '' };
  },
} satisfies Partial<Electron.Dialog>;

export const Menu = {
  buildFromTemplate: (template) => {
    note('Menu.buildFromTemplate', template);
    return {} as Electron.Menu;
  },
  setApplicationMenu: () => note('Menu.setApplicationMenu'),
} satisfies Partial<typeof Electron.Menu>;

// ───── secrets

const masked = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xa5));

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => {
    afterReady('safeStorage');
    return process.env.QICE_DOUBLE_KEYCHAIN !== undefined;
  },
  getSelectedStorageBackend: () =>
    process.env.QICE_DOUBLE_KEYCHAIN === 'basic_text' ? 'basic_text' : 'gnome_libsecret',
  encryptStringAsync: async (text) => masked(Buffer.from(text)),
  decryptStringAsync: async (bytes) => ({
    result: masked(bytes).toString(),
    shouldReEncrypt: false,
  }),
} satisfies Partial<Electron.SafeStorage>;

export const shell = {
  openPath: async (path) => {
    note('shell.openPath', path);
    return '';
  },
} satisfies Partial<Electron.Shell>;

export { session };

// ───── what the test asks

const currentWindow = (): BrowserWindow => {
  const [window] = windows;
  if (!window) throw new Error('there is no window');
  return window;
};

const serve = async (url: string, method: string): Promise<Served> => {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) throw new Error(`nobody serves ${url}`);
  const response = await handler(new Request(url, { method }));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};

const eventByVerb = {
  navigate: 'will-navigate',
  redirect: 'will-redirect',
  frame: 'will-frame-navigate',
  webview: 'will-attach-webview',
} as const;

const answer = async (question: Question): Promise<unknown> => {
  switch (question.verb) {
    case 'request':
      return serve(question.url, question.method);
    case 'invoke': {
      const listener = listeners.get(question.channel);
      if (!listener) throw new Error(`No handler registered for '${question.channel}'`);
      const sender = question.ownWindow ? currentWindow().webContents : new WebContents();
      const senderFrame = { url: question.frameUrl, parent: question.topFrame ? null : {} };
      // Electron clones both ways; what cannot be cloned fails here as there.
      return structuredClone(
        await listener({ sender, senderFrame }, ...structuredClone(question.args)),
      );
    }
    case 'navigate':
    case 'redirect':
    case 'frame':
    case 'webview': {
      const event = stoppable({ url: question.url });
      currentWindow().webContents.emit(eventByVerb[question.verb], event);
      return !event.defaultPrevented;
    }
    case 'open':
      return currentWindow().webContents.openHandler?.({
        url: question.url,
      } as Electron.HandlerDetails);
    case 'permission':
      return isPermitted(currentWindow().webContents, question.permission, question);
    case 'network':
      return !isBlocked(question.url);
    case 'second-instance':
      return appEvents.emit('second-instance', {}, [], '');
    case 'choose':
      chosen = question.path;
      return true;
    case 'journal':
      return journal;
    case 'close':
      setImmediate(() => currentWindow().close());
      return true;
  }
};

process.on('message', (question: ToProcess) => {
  answer(question).then(
    (value) => tell({ type: 'answer', id: question.id, value }),
    (error: Error) => tell({ type: 'failed', id: question.id, message: error.message }),
  );
});
// A test that dies takes its double with it.
process.on('disconnect', () => process.exit(1));
