import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge, Reply } from '#shared/bridge.ts';
import type { AppEvent } from '#shared/events.ts';

/**
 * The only bridge into the screen: verbs, each bound to its channel. The screen can name neither a
 * channel nor a path of the file system; a file's path is read here, from the file the person chose.
 */

const invoke = (channel: string, ...args: unknown[]): Promise<Reply> =>
  ipcRenderer.invoke(channel, ...args) as Promise<Reply>;

const bridge: DesktopBridge = {
  ask: (path, input) => invoke('qice:ask', path, input),
  tell: (path, input) => invoke('qice:tell', path, input),
  onEvent: (listener) => {
    const forward = (_event: unknown, event: AppEvent): void => listener(event);
    ipcRenderer.on('qice:event', forward);
    return () => {
      ipcRenderer.off('qice:event', forward);
    };
  },
  putFile: async (file) => {
    const { name } = file;
    const path = webUtils.getPathForFile(file);
    // A pasted or shrunk photo has no path, only bytes.
    const lent = path ? { name, path } : { name, bytes: new Uint8Array(await file.arrayBuffer()) };
    return invoke('qice:lend-file', lent);
  },
  saveOffered: (ticket) => invoke('qice:save', ticket),
};

contextBridge.exposeInMainWorld('qice', bridge);
