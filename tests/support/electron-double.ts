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
import type { Call, FromProcess, Question, Served, ToProcess } from './electron-wire.ts';

const journal: Call[] = [];
let ready = false;
const userData = { path: '' };
let lockDir: string | undefined;

const tell = (message: FromProcess): void => void process.send?.(message);
const note = (name: string, ...args: unknown[]): void => void journal.push({ name, args });
const afterReady = (name: string): void => {
  if (!ready) throw new Error(`${name} cannot be used before the app is ready`);
};
const beforeReady = (name: string): void => {
  if (ready) throw new Error(`${name} must be called before the app is ready`);
};
/** An event as a listener sees it: it can be stopped. */
const stoppable = <T extends object>(details: T) => {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
};

// ───── app

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
    ready = true;
    note('app.ready');
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

// ───── session

const sessionEvents = new EventEmitter();
let permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
let permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
let blocked: { urls: readonly string[]; decide: (answer: (r: object) => void) => void } | undefined;

const defaultSession = {
  setPermissionRequestHandler: (handler) => {
    permissionRequest = handler;
  },
  setPermissionCheckHandler: (handler) => {
    permissionCheck = handler;
  },
  setDevicePermissionHandler: () => note('session.setDevicePermissionHandler'),
  on: sessionEvents.on.bind(sessionEvents) as unknown as Electron.Session['on'],
  webRequest: {
    onBeforeRequest: (filter: unknown, decide: unknown) => {
      const { urls = [] } = filter as Electron.WebRequestFilter;
      const call = decide as (details: object, answer: (r: object) => void) => void;
      blocked = { urls, decide: (answer) => call({}, answer) };
    },
  } as unknown as Electron.WebRequest,
} satisfies Partial<Electron.Session>;

export const session = {
  get defaultSession() {
    afterReady('session.defaultSession');
    return defaultSession;
  },
};

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

/** Chromium's own match of `scheme://*​/*` patterns, as far as they go. */
const isBlocked = (url: string): boolean => {
  if (!blocked?.urls.some((pattern) => url.startsWith(pattern.replace(/\*\/\*$/, ''))))
    return false;
  let cancelled = false;
  blocked.decide((answer) => {
    cancelled = (answer as { cancel?: boolean }).cancel === true;
  });
  return cancelled;
};

const eventByVerb = {
  navigate: 'will-navigate',
  redirect: 'will-redirect',
  frame: 'will-frame-navigate',
  webview: 'will-attach-webview',
} as const;

const permitted = (permission: string): boolean => {
  let granted = permissionCheck === null;
  const check = permissionCheck as ((...args: unknown[]) => boolean) | null;
  if (check?.(null, permission, 'qice://app', {})) granted = true;
  const request = permissionRequest as ((...args: unknown[]) => void) | null;
  request?.(currentWindow().webContents, permission, (allow: boolean) => {
    granted ||= allow;
  });
  return granted || permissionRequest === null;
};

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
      return permitted(question.permission);
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
