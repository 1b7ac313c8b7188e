import { formatDay } from '#renderer/parts/formats.ts';
import type { EnterpriseFile, SheetBrief } from '#shared/enterprises.ts';
import type { FirmLedgers, LedgerRow } from '#shared/ledgers.ts';
import { economics } from '#shared/registers/economics.ts';
import { honour } from '#shared/registers/honour.ts';
import { firmLedgers } from '#shared/registers/index.ts';
import type { FileTab } from '#shared/registers/ledger.ts';
import { showCell } from '#shared/registers/rows.ts';
import { type Expiry, expiriesOf, holdsOn } from '#shared/registers/validity.ts';
import { statusLabels } from '#shared/sheet-standing.ts';
import { isOpenIssue } from '#shared/visits.ts';

/** The firm's sheet of a year: the edition in force, not the one before it or the draft of the next. */
export const sheetOfYear = (file: EnterpriseFile, year: number): SheetBrief | undefined => {
  const own = file.sheets.filter((sheet) => sheet.year === year && sheet.replacedBy === null);
  return own.find(({ status }) => status === 'issued') ?? own[0];
};

/** Issues somebody still has to do something about. */
export const openIssues = (file: EnterpriseFile): number =>
  file.issues.filter((issue) => isOpenIssue(issue.issueState)).length;

/** What the band says of a sheet: 「已签发 · 措施 5 项，完成 2 项」. */
export const sheetWords = (sheet: SheetBrief | undefined): string => {
  if (!sheet) return '还没有写';
  const state = statusLabels[sheet.status];
  if (sheet.measures === 0) return `${state} · 还没有措施`;
  return `${state} · 措施 ${sheet.measures} 项，完成 ${sheet.done} 项`;
};

/** The day of the last visit. */
export const lastVisitDay = (file: EnterpriseFile): string | null =>
  file.visits.reduce<string | null>(
    (latest, visit) => (latest === null || visit.visitedOn > latest ? visit.visitedOn : latest),
    null,
  );

/** What the band says of the visits. */
export const visitWords = (file: EnterpriseFile): string => {
  const day = lastVisitDay(file);
  return day === null ? '还没有走访' : `${formatDay(day)} · 共 ${file.visits.length} 次`;
};

/** Honours that hold on a day. */
export const honoursOn = (ledgers: FirmLedgers, day: string): readonly LedgerRow[] =>
  (ledgers.honour ?? []).filter(({ values }) => holdsOn(honour, values, day));

/** What the band says of them: 「省名牌产品 等 3 项」. */
export const honourWords = (rows: readonly LedgerRow[]): string => {
  const [first] = rows;
  if (!first) return '没有';
  const name = String(first.values.award ?? '');
  return rows.length === 1 ? name : `${name} 等 ${rows.length} 项`;
};

/** What the firm goes for this year: its applications, else what is planned: 「名牌产品：特种纸 等 2 项」. */
export const targetWords = (ledgers: FirmLedgers, year: number): string => {
  const name = (award: unknown, product: unknown): string =>
    [award, product].filter((word) => typeof word === 'string' && word !== '').join('：');
  const applied = (ledgers.application ?? [])
    .filter(({ values }) => values.year === year)
    .map(({ values }) => name(values.award, values.product));
  const planned = (ledgers.cultivation ?? [])
    .filter(({ values }) => (values.plannedYear ?? values.year) === year)
    .filter(({ values }) => values.state !== '调出')
    .map(({ values }) => name(values.targetAward, values.product))
    .filter((word) => word !== '');
  const [first, ...more] = applied.length > 0 ? applied : planned;
  if (first === undefined) return '没有';
  return `${applied.length > 0 ? '' : '计划 '}${first}${more.length > 0 ? ` 等 ${more.length + 1} 项` : ''}`;
};

/** What runs out within 90 days or has run out, the most urgent first. */
export const expiringIn = (ledgers: FirmLedgers, day: string): Expiry[] =>
  firmLedgers
    .flatMap((ledger) => expiriesOf(ledger, ledgers[ledger.name] ?? [], day))
    .sort((a, b) => a.days - b.days);

/** 「10 天后证书到期：HACCP 123」. */
export const expiringWords = (expiring: readonly Expiry[]): string => {
  const next = expiring.find(({ days }) => days >= 0) ?? expiring[0];
  if (!next) return '没有';
  const when =
    next.days < 0 ? `已于 ${formatDay(next.on)} ` : next.days === 0 ? '今天' : `${next.days} 天后`;
  return `${when}${next.word}：${next.title}`;
};

const tabNames: Readonly<Partial<Record<FileTab, string>>> = {
  产品与标准: 'products',
  商标专利: 'marks',
  认证准入: 'licences',
  计量检验: 'metrology',
  信用荣誉: 'honours',
  培育申报: 'cultivation',
};

/** The tab of the page a ledger is shown in. */
export const tabOf = (ledger: string): string => {
  const tab = firmLedgers.find(({ name }) => name === ledger)?.tab;
  return (tab && tabNames[tab]) ?? 'facts';
};

/** 「2025 年 · 产值 1,200 万 · 规上 中型」 of the newest whole year. */
export const yearWords = (ledgers: FirmLedgers): string => {
  const row = (ledgers.economics ?? []).find(({ values }) => values.period === null);
  if (!row) return '还没有';
  const { year, output, aboveScale, sizeClass } = row.values;
  return [
    `${year} 年`,
    ...(output === null ? [] : [`产值 ${showCell(economics, 'output', row.values)} 万`]),
    [aboveScale, sizeClass].filter((word) => typeof word === 'string').join(' '),
  ]
    .filter((word) => word !== '')
    .join(' · ');
};
