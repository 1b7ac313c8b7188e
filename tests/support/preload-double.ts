import type * as Electron from 'electron';

/** What the preload finds in the page: the renderer's part of Electron. Runs inside Chromium. */

declare global {
  interface Window {
    /** The way to the process that plays Electron; taken away before the page's own code runs. */
    __electronInvoke?: (channel: string, args: unknown[]) => Promise<unknown>;
    /** How that process speaks to the preload. */
    __electronEmit?: (channel: string, args: readonly unknown[]) => void;
    /** Paths of files, by name, as the operating system would know them. */
    __electronPaths?: Record<string, string>;
  }
}

/** Self-contained: it is sent to the page as text. */
const createRendererElectron = () => {
  type Listener = (event: Electron.IpcRendererEvent, ...args: unknown[]) => void;
  const invoke = window.__electronInvoke;
  delete window.__electronInvoke;
  const listenersByChannel = new Map<string, Set<Listener>>();
  const of = (channel: string): Set<Listener> => {
    const known = listenersByChannel.get(channel) ?? new Set();
    listenersByChannel.set(channel, known);
    return known;
  };
  window.__electronEmit = (channel, args) => {
    for (const listener of of(channel)) listener({} as Electron.IpcRendererEvent, ...args);
  };
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => invoke?.(channel, structuredClone(args)),
    on: (channel: string, listener: Listener) => {
      of(channel).add(listener);
      return undefined as unknown as Electron.IpcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      of(channel).delete(listener);
      return undefined as unknown as Electron.IpcRenderer;
    },
  } satisfies Partial<Electron.IpcRenderer>;
  const webUtils = {
    getPathForFile: (file: File) => window.__electronPaths?.[file.name] ?? '',
  } satisfies Partial<Electron.WebUtils>;

  /** Values cross the bridge as copies, functions as stand-ins, errors by their message alone. */
  const crossing = (value: unknown): unknown => {
    if (typeof value === 'function')
      return (...args: unknown[]) => {
        const result: unknown = value(...args.map(crossing));
        return result instanceof Promise
          ? result.then(crossing, (error: Error) => Promise.reject(new Error(error.message)))
          : crossing(result);
      };
    return value instanceof File ? value : structuredClone(value);
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: Record<string, unknown>) => {
      const entries = Object.entries(api).map(([key, value]) => [key, crossing(value)]);
      Object.defineProperty(window, name, { value: Object.freeze(Object.fromEntries(entries)) });
    },
  } satisfies Partial<Electron.ContextBridge>;
  return { ipcRenderer, webUtils, contextBridge };
};

/** The preload's text, made to run in a page: it can ask for Electron and for nothing else. */
export const preloadScript = (preload: string): string => `(() => {
  const electron = (${createRendererElectron.toString()})();
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
    return electron;
  };
  const module = { exports: {} };
  const exports = module.exports;
  if (window.top === window) {
${preload}
  }
})();`;
