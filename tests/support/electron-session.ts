/** Electron's session: who may have which permission, and who may reach the network. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { afterReady, note } from './electron-state.ts';

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

/** Chromium's own match of `scheme://*​/*` patterns, as far as they go. */
export const isBlocked = (url: string): boolean => {
  if (!blocked?.urls.some((pattern) => url.startsWith(pattern.replace(/\*\/\*$/, ''))))
    return false;
  let cancelled = false;
  blocked.decide((answer) => {
    cancelled = (answer as { cancel?: boolean }).cancel === true;
  });
  return cancelled;
};

type Wish = {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly media: readonly ('video' | 'audio')[];
};

/** What Chromium does with a page that wants a permission. */
export const isPermitted = (
  contents: unknown,
  permission: string,
  { url, isMainFrame, media }: Wish,
): boolean => {
  let granted = permissionCheck === null;
  const check = permissionCheck as ((...args: unknown[]) => boolean) | null;
  const origin = `${url.split('/').slice(0, 3).join('/')}/`;
  // Chromium looks for each kind of media by itself, and asks for all of them together.
  if (media.length > 0)
    granted ||= media.every((mediaType) =>
      check?.(null, permission, origin, { isMainFrame, requestingUrl: url, mediaType }),
    );
  else granted ||= check?.(null, permission, origin, { isMainFrame, requestingUrl: url }) === true;
  const request = permissionRequest as ((...args: unknown[]) => void) | null;
  const answer = (allow: boolean): void => {
    granted ||= allow;
  };
  request?.(contents, permission, answer, {
    ...{ isMainFrame, requestingUrl: url },
    ...(media.length > 0 ? { mediaTypes: media } : {}),
  });
  return granted || permissionRequest === null;
};
