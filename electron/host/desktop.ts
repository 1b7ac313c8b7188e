/**
 * The desktop door: Electron, hardened. The screen is untrusted here as in a browser: sandboxed, on
 * a scheme of its own, with no way out but the four channels of desktop-calls.ts, no other page, no
 * window, no permission but the camera, and no network.
 */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  session as electronSession,
  type IpcMainInvokeEvent,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  shell,
  type WebContents,
} from 'electron';
import type { Reply } from '#shared/bridge.ts';
import { Refusal } from '#shared/errors.ts';
import { isCameraWish } from './camera-wish.ts';
import { compose, type House, type Site } from './compose.ts';
import { createDesktopCalls, desktopChannels } from './desktop-calls.ts';
import { desktopMenu } from './desktop-menu.ts';
import type { Keychain } from './keystore.ts';
import { answerScreen, isScreenPage, isScreenUrl, screenScheme, screenUrl } from './screen.ts';

export type DesktopOptions = Omit<Site, 'keychain'>;

const logBug = (error: unknown): void => console.error(error);

/** Windows, macOS and the Linux desktops with a keyring; elsewhere the passphrase is asked. */
const findKeychain = async (): Promise<Keychain | undefined> => {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
  // Without a keyring Chromium “encrypts” with a key that is printed in its source.
  const plain = ['basic_text', 'unknown'];
  if (process.platform === 'linux' && plain.includes(safeStorage.getSelectedStorageBackend()))
    return undefined;
  return {
    protect: (text) => safeStorage.encryptStringAsync(text),
    unprotect: async (wrapped) => (await safeStorage.decryptStringAsync(wrapped)).result,
  };
};

/** @throws Refusal `print.failed` */
const openFile = async (path: string): Promise<void> => {
  const why = await shell.openPath(path);
  if (why !== '') throw Refusal.of('print.failed', { why });
};

/** Every page there will ever be, also one that a bug of ours would open. */
const confine = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => {
    if (!isScreenPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isScreenPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};

const denyEverythingElse = (): void => {
  const { defaultSession } = electronSession;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const media = ('mediaTypes' in details ? details.mediaTypes : undefined) ?? [];
    const { isMainFrame, requestingUrl: url } = details;
    decide(isCameraWish({ permission, isMainFrame, url, media }));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const { isMainFrame, mediaType } = details;
    return isCameraWish({
      permission,
      isMainFrame,
      url: origin,
      media: mediaType ? [mediaType] : [],
    });
  });
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
  // Flight mode is how this program works, not how it happens to be used.
  const network = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'] };
  defaultSession.webRequest.onBeforeRequest(network, (_details, answer) =>
    answer({ cancel: true }),
  );
};

const openWindow = (options: DesktopOptions): BrowserWindow => {
  const window = new BrowserWindow({
    title: '企策',
    width: 1360,
    height: 860,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: options.files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium would fetch dictionaries from the network.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(screenUrl);
  return window;
};

const untrusted: Reply = { ok: false, refusal: null, message: 'untrusted sender' };

/** Only the top frame of our own window, and only while it shows the screen. */
const isTrusted = (event: IpcMainInvokeEvent, window: BrowserWindow): boolean => {
  const frame = event.senderFrame;
  return (
    event.sender === window.webContents &&
    frame !== null &&
    frame.parent === null &&
    isScreenUrl(frame.url)
  );
};

const serveScreen = (house: House, screenDir: string): void =>
  protocol.handle(screenScheme, (request) =>
    answerScreen(request, screenDir, async (sha256) =>
      house.session.desk()?.jobs.pictures.read(sha256),
    ),
  );

const connect = (house: House, window: BrowserWindow): void => {
  const calls = createDesktopCalls({
    session: house.session,
    shelf: house.shelf,
    choosePlace: async (fileName) => {
      const choice = await dialog.showSaveDialog(window, {
        title: '保存到',
        defaultPath: join(app.getPath('documents'), fileName),
        buttonLabel: '保存',
      });
      return choice.canceled ? undefined : choice.filePath;
    },
    onBug: logBug,
  });
  for (const channel of desktopChannels)
    ipcMain.handle(channel, (event, ...args: unknown[]) =>
      isTrusted(event, window) ? calls[channel](args) : untrusted,
    );
  const stop = house.events.subscribe((event) => {
    if (!window.isDestroyed()) window.webContents.send('qice:event', event);
  });
  window.once('closed', stop);
};

/** Runs the desktop door. Called once, before Electron is ready: the first three lines only count then. */
export const startDesktop = async (options: DesktopOptions): Promise<void> => {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: screenScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // Chromium keeps its caches, and the lock of the single instance, beside our own state.
  app.setPath('userData', join(options.stateDir, 'desktop'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('web-contents-created', (_event, contents) => confine(contents));
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();

  denyEverythingElse();
  Menu.setApplicationMenu(Menu.buildFromTemplate(desktopMenu(process.platform)));
  const house = compose({ ...options, warm: true, openFile, keychain: await findKeychain() });
  app.once('will-quit', house.close);
  serveScreen(house, options.files.screenDir);
  await house.unlockByKeychain();
  const window = openWindow(options);
  connect(house, window);
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
};
