import { Command } from 'commander';
import { serveUntilStopped } from '#host/browser-door.ts';
import { defaultStateDir, defaultStoreDir, theseSurroundings } from '#host/paths.ts';
import { findProgramFiles } from '#host/program-files.ts';
import { passphraseGiven, thisTerminal, wholeNumber } from '#host/terminal.ts';
import { Refusal } from '#shared/errors.ts';

/** Browser entry: `serve --store DIR --port N --no-open`. The same door as `qice serve`. */

const here = theseSurroundings();
const terminal = thisTerminal();

new Command('qice-serve')
  .description('在本机浏览器中打开企策')
  .option('--store <目录>', '数据目录', defaultStoreDir(here))
  .option('--port <端口>', '监听的端口，0 为任选', wholeNumber('端口', 0, 65_535), 0)
  .option('--passphrase-file <文件>', '从文件读取口令，启动即打开数据')
  .option('--no-open', '不自动打开浏览器')
  .action(
    async (options: { store: string; port: number; passphraseFile?: string; open: boolean }) => {
      try {
        await serveUntilStopped({
          storeDir: options.store,
          stateDir: defaultStateDir(here),
          files: findProgramFiles(import.meta.dirname),
          port: options.port,
          openBrowser: options.open,
          passphrase: passphraseGiven(terminal, options.passphraseFile),
          announce: (url) =>
            terminal.out(`企策已就绪，请在浏览器中打开（仅限一次，按回车换新地址）：${url}\n`),
          onBug: (error) =>
            terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`),
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        terminal.err(`${error.message}\n`);
        process.exitCode = error.code === 'usage' ? 2 : 1;
      }
    },
  )
  .parse();
