import { writeFileSync } from 'node:fs';
import { filesOfFirm, type LedgerPhoto } from '#db/queries/photos.ts';
import { type FirmPaper, writeFirmPaper } from '#documents/firm-paper.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { industryWords } from '#shared/industries.ts';
import type { FirmLedgers, LedgerRow } from '#shared/ledgers.ts';
import { economics } from '#shared/registers/economics.ts';
import { type LedgerName, ledgerNamed } from '#shared/registers/index.ts';
import { columnLabel, rowTitle, showCell } from '#shared/registers/rows.ts';
import { holdsOn } from '#shared/registers/validity.ts';
import { isOpenIssue } from '#shared/visits.ts';
import type { Desk } from './desk.ts';
import { getEnterprise } from './enterprises.ts';
import { firmLedgers } from './ledgers.ts';

/** 一企一档: what a visitor or a leader is handed of a firm, on one page. */

const told = (value: string | number | null): string =>
  value === null || value === '' ? '—' : String(value);

const dayOf = (iso: string | number | null): string =>
  typeof iso === 'string' && /^\d{4}-\d{2}/.test(iso) ? formatDate(iso) : told(iso);

/** Figures a reader looks for first. */
const figures = [
  'output',
  'revenue',
  'profitTax',
  'export',
  'rnd',
  'staff',
  'aboveScale',
  'sizeClass',
];
const shownYears = 3;

const yearsOf = (rows: readonly LedgerRow[]): FirmPaper['economics'] => {
  const whole = rows.filter(({ values }) => values.period === null).slice(0, shownYears);
  const lines = figures
    .map((key) => ({
      label: columnLabel(economics, key),
      values: whole.map(({ values }) => showCell(economics, key, values)),
    }))
    .filter(({ values }) => values.some((value) => value !== ''));
  return { years: whole.map(({ values }) => `${values.year} 年`), lines };
};

const listOf = (
  ledgers: FirmLedgers,
  name: LedgerName,
  today: string,
): FirmPaper['parts'][number][] => {
  const ledger = ledgerNamed(name);
  const rows = (ledgers[name] ?? []).filter(
    ({ values }) => ledger !== undefined && holdsOn(ledger, values, today),
  );
  if (!ledger || rows.length === 0) return [];
  const lines = rows.map(({ values }) => {
    const to = ledger.validity && values[ledger.validity.to];
    return `${rowTitle(ledger, values)}${to ? `（至${dayOf(to)}）` : ''}`;
  });
  return [{ label: ledger.label, lines, count: `${rows.length} ${ledger.counter}` }];
};

type HungFile = Pick<LedgerPhoto, 'ownerTable' | 'ownerTitle' | 'name' | 'caption'>;

/** The files that hang on the firm and its rows, by name, with the record they prove. */
const attachmentLines = (files: readonly HungFile[]): FirmPaper['parts'][number][] => {
  if (files.length === 0) return [];
  const lines = files.map(({ ownerTable, ownerTitle, name, caption }) => {
    const of = ownerTable === 'enterprise' ? '' : `（${ownerTitle}）`;
    return `${caption ?? name ?? '照片'}${of}`;
  });
  return [{ label: '附件', lines, count: `${files.length} 个` }];
};

/** What stands on the page. Pure but for the day. */
export const firmPaper = (
  file: EnterpriseFile,
  ledgers: FirmLedgers,
  office: string,
  today: string,
  attachments: readonly HungFile[] = [],
): FirmPaper => {
  const lists: readonly LedgerName[] = [
    'product',
    'honour',
    'certification',
    'market_access',
    'executed_standard',
    'trademark',
    'patent',
  ];
  const visits = file.visits.map(({ visitedOn }) => visitedOn).toSorted();
  const open = file.issues.filter(({ issueState }) => isOpenIssue(issueState)).length;
  return {
    title: file.name,
    made: `一企一档　${office}　${formatDate(today)}　非密·内部使用`,
    facts: [
      ['信用代码', told(file.uscc)],
      ['状态', told(file.status)],
      ['培育层级', told(file.tier)],
      ['列入日期', dayOf(file.tierSince)],
      ['法定代表人', told(file.legalRep)],
      ['成立日期', dayOf(file.foundedOn)],
      ['块状产业', told(file.block)],
      [
        '行业',
        typeof file.industry === 'string' ? (industryWords(file.industry) ?? file.industry) : '—',
      ],
      ['乡镇街道', told(file.township)],
      ['监管所', told(file.station)],
      ['联系人', told(file.contactName)],
      ['联系电话', told(file.contactPhone)],
    ],
    economics: yearsOf(ledgers.economics ?? []),
    parts: [
      ...lists.flatMap((name) => listOf(ledgers, name, today)),
      ...attachmentLines(attachments),
      {
        label: '走访与问题',
        count: '1 条',
        lines: [
          visits.length === 0
            ? '还没有走访'
            : `走访 ${visits.length} 次，最近一次 ${dayOf(visits.at(-1) ?? null)}；未销号问题 ${open} 件`,
        ],
      },
    ],
  };
};

/**
 * Puts the page of a firm on the shelf.
 *
 * @throws Refusal `record.missing`
 */
export const offerFirmPaper = async (
  desk: Desk,
  id: string,
): Promise<{ readonly ticket: string; readonly fileName: string }> => {
  const today = localDate(desk.store.clock.now());
  const file = getEnterprise(desk, id);
  const bytes = await writeFirmPaper(
    firmPaper(
      file,
      firmLedgers(desk, id),
      desk.self.officeName,
      today,
      filesOfFirm(desk.store, id),
    ),
  );
  const fileName = `一企一档 ${file.name} ${today}.docx`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return { ticket, fileName };
};
