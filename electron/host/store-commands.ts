import { basename, resolve } from 'node:path';
import type { z } from 'zod';
import { checkStore } from '#services/check.ts';
import { fillDemoCounty } from '#services/demo/fill.ts';
import { listEnterprises } from '#services/enterprises.ts';
import { importFile } from '#services/imports.ts';
import { issueColumns } from '#services/issue-export.ts';
import { listIssueLines } from '#services/issues.ts';
import { ledgerLines } from '#services/ledger-lines.ts';
import { photoLedger } from '#services/photo-ledger.ts';
import { backUp } from '#services/settings.ts';
import type { EnterpriseRow } from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import { type Role, roleLabels } from '#shared/exchange.ts';
import { importTargets, targetNamed } from '#shared/import-targets.ts';
import { type RecordCounts, verdictLabels } from '#shared/imports.ts';
import { listIssuesInput } from '#shared/issues.ts';
import { photoStateLabels, photoStates } from '#shared/photos.ts';
import { ledgerNamed, ledgers } from '#shared/registers/index.ts';
import { setUpInput } from '#shared/settings.ts';
import { problemsOf } from '#shared/words.ts';
import { atDesk, houseOf } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';
import { passphraseOf } from './terminal.ts';

/** Commands about one store: set up, fill, look, keep safe. */

/** A form that does not decode is refused in the words the wizard uses. */
const decoded = <T>(shape: z.ZodType<T>, value: unknown): T => {
  const result = shape.safeParse(value);
  if (!result.success) throw Refusal.of('record.invalid', { problems: problemsOf(result.error) });
  return result.data;
};

export const initCommand = async (
  seat: Seat,
  options: Common & { role: Role; name: string; division: string; person?: string },
): Promise<Answer> => {
  const { role, name, division } = options;
  const input = decoded(setUpInput, {
    role,
    officeName: name,
    division,
    person: options.person ?? roleLabels[role],
    passphrase: passphraseOf(seat.terminal, options.passphraseFile),
  });
  const house = houseOf(seat, options);
  try {
    const state = await house.session.setUp(input);
    if (state.phase !== 'open') throw new Error('a store that was just set up is not open');
    const { self, storeDir } = state;
    return {
      data: { store: storeDir, ...self },
      text: `已建立：${self.officeName}（${self.divisionName}，${roleLabels[role]}）\n数据目录：${storeDir}`,
    };
  } finally {
    house.close();
  }
};

/** Fills a new store with the demo county. @throws Refusal `demo.occupied` */
export const demoCommand = (seat: Seat, options: Common & { year?: number }): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const year = options.year ?? desk.store.clock.now().getFullYear();
    const filled = fillDemoCounty(desk, { year });
    return {
      data: { year, ...filled },
      text: `已写入演示数据：虚构的澜溪县，${year}年5月5日的情况，企业 ${filled.firms} 家，记录 ${filled.rows} 条`,
    };
  });

/** Of a table: a Chinese label or a name of a ledger. @throws Refusal `usage` */
const targetOf = (word: string | undefined): string | undefined => {
  if (word === undefined) return undefined;
  const found = importTargets.find(({ name, label }) => word === name || word === label);
  if (found) return found.name;
  const known = importTargets.map(({ name, label }) => `${name}（${label}）`).join('、');
  throw Refusal.of('usage', { why: `没有这种表：${word}。可用：${known}` });
};

const recordWords = (records: RecordCounts): string[] =>
  Object.entries(records).flatMap(([name, { added, changed }]) => {
    const target = targetNamed(name);
    return added + changed === 0 || !target
      ? []
      : [`  ${target.label}：新增 ${added} ${target.counter}，更新 ${changed} ${target.counter}`];
  });

export const importCommand = (
  seat: Seat,
  options: Common & { file: string; dryRun?: boolean; as?: string; sheet?: string },
): Promise<Answer> =>
  atDesk(seat, options, ({ desk, house }) => {
    const ticket = house.shelf.lend(resolve(options.file));
    const { counts, records, lines } = importFile(desk, {
      path: house.shelf.path(ticket),
      fileName: basename(options.file),
      dryRun: options.dryRun ?? false,
      target: targetOf(options.as),
      ...(options.sheet === undefined ? {} : { choice: { sheet: options.sheet } }),
    });
    const out = lines('question', 'skipped');
    const rejected = out.map(({ row, verdict, reason, question }) => ({
      row,
      verdict,
      reason: question?.text ?? reason,
    }));
    const said = options.dryRun ? '试读（没有写入）' : '已导入';
    return {
      data: {
        read: counts.read,
        created: counts.new,
        updated: counts.changed,
        unchanged: counts.same,
        questions: counts.question,
        skipped: counts.skipped,
        kept: counts.kept,
        records,
        rejected,
      },
      text: [
        `${said}：读到 ${counts.read} 行，新增 ${counts.new}，更新 ${counts.changed}，不变 ${counts.same}，有疑问 ${counts.question}，跳过 ${counts.skipped}`,
        ...recordWords(records),
        ...rejected.map(
          ({ row, verdict, reason }) =>
            `  第 ${row} 行（${verdictLabels[verdict]}）：${reason ?? ''}`,
        ),
      ].join('\n'),
    };
  });

/** Photographs and where each is. */
const listPhotosCommand = (seat: Seat, options: Common & { limit: number }): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const ledger = photoLedger(desk, { state: null, limit: options.limit });
    const states = photoStates.filter((state) => ledger.counts[state] > 0);
    return {
      data: ledger,
      text: [
        `共 ${ledger.total} 张照片：${states.map((s) => `${photoStateLabels[s]} ${ledger.counts[s]} 张`).join('，') || '没有'}`,
        ...ledger.askFor.map(({ author, photos }) => `附件待补 ${photos} 张，请向${author}索取`),
        ...ledger.rows.map((row) =>
          [
            row.where,
            row.enterpriseName,
            row.name ?? row.caption ?? '',
            row.bytes,
            photoStateLabels[row.state],
            row.sha256,
          ].join('\t'),
        ),
      ].join('\n'),
    };
  });

/** Issues with where each stands, which no column holds. */
const listIssuesCommand = (
  seat: Seat,
  { search = '', limit, ...common }: Common & { search?: string; limit: number },
): Promise<Answer> =>
  atDesk(seat, common, ({ desk }) => {
    const lines = listIssueLines(desk, listIssuesInput.parse({ search }));
    const rows = lines.slice(0, limit);
    return {
      data: { total: lines.length, rows },
      text: [
        `问题 共 ${lines.length} 件`,
        issueColumns.map(({ title }) => title).join('\t'),
        ...rows.map((line) => issueColumns.map(({ cell }) => cell(line) ?? '').join('\t')),
      ].join('\n'),
    };
  });

/** Rows asked of the service at a time. */
const pageSize = 1000;

const listLedgerRows = async (
  seat: Seat,
  {
    kind,
    search = '',
    limit,
    ...common
  }: Common & { kind: string; search?: string; limit: number },
): Promise<Answer> => {
  const ledger = ledgerNamed(kind);
  if (!ledger) {
    const names = ['enterprises', 'photos', 'issue', ...ledgers.map(({ name }) => name)].join('、');
    throw Refusal.of('usage', { why: `没有这种记录：${kind}。可用：${names}` });
  }
  return atDesk(seat, common, ({ desk }) => {
    const { total, rows, columns, lines } = ledgerLines(desk, {
      ledger: kind,
      parent: null,
      search,
      filter: {},
      order: [],
      limit,
      offset: 0,
    });
    return {
      data: { total, rows },
      text: [`${ledger.label} 共 ${total} ${ledger.counter}`, columns, ...lines]
        .map((line) => (typeof line === 'string' ? line : line.join('\t')))
        .join('\n'),
    };
  });
};

export const listCommand = async (
  seat: Seat,
  options: Common & { kind: string; search?: string; limit: number },
): Promise<Answer> => {
  if (options.kind === 'photos') return listPhotosCommand(seat, options);
  if (options.kind === 'issue') return listIssuesCommand(seat, options);
  if (options.kind !== 'enterprises') return listLedgerRows(seat, options);
  return atDesk(seat, options, ({ desk }) => {
    const rows: EnterpriseRow[] = [];
    let total = 0;
    do {
      const limit = Math.min(options.limit - rows.length, pageSize);
      const query = { search: options.search ?? '', limit, offset: rows.length };
      const page = listEnterprises(desk, query);
      total = page.total;
      rows.push(...page.rows);
      if (page.rows.length === 0) break;
    } while (rows.length < Math.min(options.limit, total));
    const lines = rows.map(({ uscc, name, township }) => [uscc, name, township].join('\t'));
    return { data: { total, rows }, text: [`共 ${total} 家`, ...lines].join('\n') };
  });
};

export const backupCommand = (seat: Seat, options: Common): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const made = backUp(desk, 'manual');
    const path = resolve(desk.backupDir, made.name);
    return { data: { ...made, path }, text: `已备份并核对：${path}` };
  });

/** @throws Refusal `file.missing`, `backup.unusable`, `passphrase.*` */
export const restoreCommand = async (
  seat: Seat,
  options: Common & { file: string },
): Promise<Answer> => {
  const passphrase = passphraseOf(seat.terminal, options.passphraseFile);
  const house = houseOf(seat, options);
  try {
    const state = await house.session.restore(resolve(options.file), passphrase);
    const notices = state.phase === 'open' ? state.notices : [];
    return {
      data: { restored: options.file, store: options.store, notices },
      text: [`已恢复：${options.file}`, ...notices].join('\n'),
    };
  } finally {
    house.close();
  }
};

/** @throws Refusal `store.damaged` where anything is not as it should be */
export const checkCommand = (seat: Seat, options: Common): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const result = checkStore(desk);
    const faults = result.lines.filter((line) => !line.ok);
    if (!result.ok) {
      const what = faults.map(({ what, detail }) => `${what}：${detail}`).join('；');
      throw Refusal.of('store.damaged', { what });
    }
    const text = result.lines.map(({ what, detail }) => `${what}：${detail}`).join('\n');
    return { data: result, text };
  });
