import { spawn } from 'node:child_process';

const commandByPlatform: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};

/** Opens an address of ours in the person's own browser. Silent where there is none: the address is on the console. */
export const openInBrowser = (url: string): void => {
  const [command = 'xdg-open', ...before] = commandByPlatform[process.platform] ?? [];
  const child = spawn(command, [...before, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
};
