#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Terminal entry: `qice <command>`; the commands are in host/command-program.ts.
 *
 * The first `node` on the machine may be older than the program needs, and would stop at its first
 * import with a message nobody can use. So nothing else is imported here: an older one hands over to
 * the one in node_modules, or says what is missing.
 */
const needed = [22, 15] as const;

const isNewEnough = (): boolean => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > needed[0] || (major === needed[0] && minor >= needed[1]);
};

const args = process.argv.slice(2);

const handOver = (node: string): void => {
  const child = spawn(node, [import.meta.filename, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal));
  child.on('exit', (status) => {
    process.exitCode = status ?? 1;
  });
};

const refuse = (): void => {
  const message = `需要 Node ${needed.join('.')} 或更新的版本，现在是 ${process.versions.node}。请在程序目录中用 npx qice 运行。`;
  if (args.includes('--json')) console.log(JSON.stringify({ error: { code: 'usage', message } }));
  else console.error(message);
  process.exitCode = 2;
};

const run = async (): Promise<void> => {
  const [{ runCommand }, { defaultStateDir, theseSurroundings }, files, terminal] =
    await Promise.all([
      import('#host/command-program.ts'),
      import('#host/paths.ts'),
      import('#host/program-files.ts'),
      import('#host/terminal.ts'),
    ]);
  const seat = {
    terminal: terminal.thisTerminal(),
    stateDir: defaultStateDir(theseSurroundings()),
    files: files.findProgramFiles(import.meta.dirname),
  };
  process.exitCode = await runCommand(seat, args);
};

const name = process.platform === 'win32' ? 'node.exe' : 'node';
const own = join(import.meta.dirname, '..', '..', 'node_modules', 'node', 'bin', name);
if (isNewEnough()) await run();
else if (existsSync(own)) handOver(own);
else refuse();
