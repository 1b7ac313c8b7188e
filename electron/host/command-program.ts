import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { Refusal } from '#shared/errors.ts';
import { envelopeNames, fileLimits, leastFileLimit, roles } from '#shared/exchange.ts';
import { serviceSplits } from '#shared/service-counters.ts';
import {
  type Answer,
  type Common,
  exits,
  printAnswer,
  printRefusal,
  type Seat,
} from './command-line.ts';
import { defaultStoreDir, theseSurroundings } from './paths.ts';
import { passphraseGiven, wholeNumber } from './terminal.ts';
import { usageRefusal } from './usage.ts';

/** Every command of `qice`, a line or two each; what they do is in the *-commands.ts beside. */

/** Loaded when called for: a wrong word, or a look at the help, opens no database and no workbook. */
const store = () => import('./store-commands.ts');
const exchange = () => import('./exchange-commands.ts');
const trust = () => import('./trust-commands.ts');
const log = () => import('./log-commands.ts');
const conflicts = () => import('./conflict-commands.ts');
const sheets = () => import('./sheet-commands.ts');
const history = () => import('./history-commands.ts');
const services = () => import('./service-commands.ts');

const megabyte = 1_000_000;

/** `mail`, `fat32`, or a number of megabytes. @returns bytes */
const fileLimit = (text: string): number =>
  text === 'mail' || text === 'fat32'
    ? fileLimits[text]
    : megabyte * wholeNumber('上限（MB）', leastFileLimit / megabyte, 1_000_000)(text);

const envelopeOption = (): Option =>
  new Option(
    '--envelope <信封>',
    'age（默认），或 sm：国密信封（SM2/SM3/SM4），不能用 age 打开，未经商用密码产品认证',
  ).choices(envelopeNames);

type Work<O> = (seat: Seat, options: O) => Promise<Answer>;

/** Binds a command's options and its arguments, by name, to what it does. */
const answering =
  (seat: Seat) =>
  <M, O extends Common>(load: () => Promise<M>, pick: (m: M) => Work<O>, ...names: string[]) =>
  async (...given: unknown[]): Promise<void> => {
    const named = Object.fromEntries(names.map((name, at) => [name, given[at]]));
    const options = { ...(given[names.length] as O), ...named };
    const work = pick(await load());
    printAnswer(seat.terminal, options.json ?? false, await work(seat, options));
  };

const bugTo =
  ({ terminal }: Seat) =>
  (error: unknown): void =>
    terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`);

const createProgram = (seat: Seat): Command => {
  const program = new Command('qice')
    .description('企策：县局企业质量与品牌培育的离线工作台')
    .helpOption('-h, --help', '显示用法')
    .helpCommand(false)
    // Errors are printed once, by `runCommand`, in the form the caller asked for.
    .configureOutput({ writeErr: () => {} })
    .exitOverride();

  const command = (words: string, description: string): Command =>
    program
      .command(words)
      .description(description)
      .helpOption('-h, --help', '显示用法')
      .option(
        '--store <目录>',
        '数据目录',
        (dir) => resolve(dir),
        defaultStoreDir(theseSurroundings()),
      )
      .option('--json', '只输出一个 JSON 对象')
      .option('--passphrase-file <文件>', '从文件读取口令（否则用 QICE_PASSPHRASE）');
  const answer = answering(seat);

  command('init', '建立一份新数据')
    .addOption(new Option('--role <角色>', '角色').choices(roles).makeOptionMandatory())
    .requiredOption('--name <单位>', '单位名称')
    .requiredOption('--division <代码>', '行政区划代码，如 330825')
    .option('--person <姓名>', '使用人姓名')
    .action(answer(store, (m) => m.initCommand));
  command('demo', '在空的数据里写入虚构的澜溪县，供试用和演示')
    .option('--year <年>', '演示年度；各项情况截至当年5月5日', wholeNumber('年度', 1996, 2150))
    .action(answer(store, (m) => m.demoCommand));
  command('import <文件>', '导入表格：企业名单、年度经济、荣誉、证书……（xls、xlsx、et、csv）')
    .option('--as <种类>', '表里是什么，如 economics、honour；不写则按表头判断')
    .option('--sheet <工作表>', '读哪一张工作表；不写则读第一张有表头的')
    .option('--dry-run', '只核对，不写入')
    .action(answer(store, (m) => m.importCommand, 'file'));
  command('list <种类>', '列出记录：enterprises，或台账 economics、honour、certification 等')
    .option('--search <词>', '名称、曾用名、信用代码、产品、地址或拼音首字母')
    .option('--limit <条数>', '最多列出多少条', wholeNumber('条数', 1, 1_000_000), 100)
    .action(answer(store, (m) => m.listCommand, 'kind'));
  command('services', '服务统计：走访、家数、人次、问题、绿色通道，各有单位、归期和口径')
    .requiredOption('--from <日期>', '起始日期，如 2026-01-01')
    .requiredOption('--to <日期>', '截止日期')
    .addOption(
      new Option('--by <拆分>', '按月份、乡镇、人员或类型拆分')
        .choices(serviceSplits)
        .default('month'),
    )
    .action(answer(services, (m) => m.servicesCommand));
  command('sheets', '列出一企一策工作表：编号、企业、年度、第几版、是否签发')
    .option('--search <词>', '企业名称')
    .option('--year <年>', '年度', wholeNumber('年度', 1990, 2200))
    .action(answer(sheets, (m) => m.sheetsCommand));
  command('issue <编号>', '签发一张工作表；五定缺一项都不能签发').action(
    answer(sheets, (m) => m.issueCommand, 'id'),
  );
  command('card', '导出本机名片')
    .requiredOption('--out <文件>', '名片文件（.qcard）')
    .option('--sm', '启用国密密钥，写进名片（指纹会变，对方要重新核对）')
    .action(answer(exchange, (m) => m.cardCommand));
  command('trust <名片>', '信任对方的名片（先当面或电话核对指纹）')
    .option('--fingerprint <指纹>', '核对过的指纹；与名片不符则拒绝')
    .action(answer(exchange, (m) => m.trustCommand, 'file'));
  command('export', '导出数据包')
    .requiredOption('--to <单位>', '收件单位')
    .requiredOption('--out <文件>', '数据包文件（.qice）；第二份起在名后加 -2、-3')
    .option(
      '--max-size <上限>',
      '每个文件的上限：mail（20 MB）、fat32（4 GiB）或多少 MB',
      fileLimit,
    )
    .addOption(envelopeOption())
    .action(answer(exchange, (m) => m.exportCommand));
  command('snapshot', '制作快照：给还没有任何数据的新电脑或新单位，用 merge 读入')
    .requiredOption('--to <单位>', '收件单位')
    .requiredOption('--out <文件>', '快照文件（.qice）')
    .option('--media', '连照片一起带上')
    .addOption(envelopeOption())
    .action(answer(exchange, (m) => m.snapshotCommand));
  command('inspect <数据包>', '查看并验证数据包，不写入').action(
    answer(exchange, (m) => m.inspectCommand, 'file'),
  );
  command('merge <数据包>', '并入数据包')
    .option('--dry-run', '只核对，不写入')
    .option('--receipt-out <文件>', '回执文件')
    .action(answer(exchange, (m) => m.mergeCommand, 'file'));
  command('gaps', '缺什么、向谁索取，以及寄存和隔离的内容')
    .option('--discard <编号>', '丢弃一个寄存的数据包')
    .action(answer(exchange, (m) => m.gapsCommand));
  command('conflicts', '列出待裁定的内容').action(answer(conflicts, (m) => m.conflictsCommand));
  command('resolve [编号]', '裁定一处，或按一台设备的值全部裁定')
    .option('--side <第几个>', '采用第几个值', wholeNumber('第几个', 1, 1_000))
    .option('--value <值>', '写另一个值')
    .option('--keep', '一方删除、一方修改的：保留')
    .option('--delete', '一方删除、一方修改的：删除')
    .option('--device <设备>', '凡这台设备写过的都按它的值')
    .action(answer(conflicts, (m) => m.resolveCommand, 'name'));
  command('history <表> <编号>', '一条记录的变更记录；加 --column 为一栏的每个值')
    .option('--column <栏目>', '栏目名，如 address')
    .action(answer(history, (m) => m.historyCommand, 'table', 'row'));
  command('status', '本机与数据交换的现状').action(answer(exchange, (m) => m.statusCommand));
  command('devices', '列出认识的设备，以及本机能否移交')
    .option('--held', '列出停用的设备在停用之后写的、留待处理的改动')
    .option('--let-in <设备>', '让一台停用设备留待处理的改动并入')
    .action(answer(trust, (m) => m.devicesCommand));
  command('retire <设备>', '停用一台下级设备：此后它的改动不再并入，它签名的数据包不再信任')
    .requiredOption('--reason <原因>', '停用原因，会告诉各单位')
    .option(
      '--at <序号>',
      '并入到它的第几条为止（默认到已并入的为止）',
      wholeNumber('序号', 0, 2 ** 53 - 1),
    )
    .action(answer(trust, (m) => m.retireCommand, 'device'));
  command(
    'recovery <动作> [数据包]',
    '单位恢复密钥：make 制作、drill 演练、open 打开数据包、status 现状',
  )
    .option('--out <位置>', '份额写到的目录，或打开后写成的 .tar 文件')
    .option(
      '--share <份额>',
      '一份份额（文件或文字），给两次',
      (one: string, all: string[] = []) => [...all, one],
    )
    .option('--replace', '已有恢复密钥时另做一把')
    .action(answer(trust, (m) => m.recoveryCommand, 'action', 'file'));
  command('keys', '导出本机密钥，供审计与恢复')
    .requiredOption('--out <目录>', '存放目录')
    .action(answer(exchange, (m) => m.keysCommand));
  command('backup', '立即备份并核对').action(answer(store, (m) => m.backupCommand));
  command('restore <备份>', '用一份备份替换现有数据').action(
    answer(store, (m) => m.restoreCommand, 'file'),
  );
  command('compact', '精简本机的变更记录：放下上级和作者都已存好的，先备份')
    .option('--dry-run', '只看占多少、等谁的回执，不精简')
    .action(answer(log, (m) => m.compactCommand));
  command('check', '检查数据是否完好').action(answer(store, (m) => m.checkCommand));
  command('serve', '在本机浏览器中打开企策')
    .option('--port <端口>', '监听的端口，0 为任选', wholeNumber('端口', 0, 65_535), 0)
    .option('--no-open', '不自动打开浏览器')
    .action(async (options: Common & { port: number; open: boolean }) => {
      const { serveUntilStopped } = await import('./browser-door.ts');
      await serveUntilStopped({
        storeDir: options.store,
        stateDir: seat.stateDir,
        files: seat.files,
        port: options.port,
        openBrowser: options.open,
        passphrase: passphraseGiven(seat.terminal, options.passphraseFile),
        announce: (url) =>
          printAnswer(seat.terminal, options.json ?? false, {
            data: { url },
            text: `企策已就绪，请在浏览器中打开（仅限一次，按回车换新地址）：${url}`,
          }),
        onBug: bugTo(seat),
      });
    });
  return program;
};

/**
 * Runs one command line and prints its answer or its refusal.
 *
 * @returns the exit status: 0 done, 1 refused, 2 wrong usage
 */
export const runCommand = async (seat: Seat, args: readonly string[]): Promise<number> => {
  const { terminal } = seat;
  const json = args.includes('--json');
  try {
    await createProgram(seat).parseAsync(args.length > 0 ? args : ['--help'], { from: 'user' });
    return exits.done;
  } catch (error) {
    if (error instanceof Refusal) return printRefusal(terminal, json, error);
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exits.done : printRefusal(terminal, json, usageRefusal(error));
    // A bug: the trace for whoever mends it, and still one object for the program that waits.
    bugTo(seat)(error);
    const bug = { error: { code: 'bug', message: String(error) } };
    if (json) terminal.out(`${JSON.stringify(bug)}\n`);
    return exits.refused;
  }
};
