import { filesOfFirm, type LedgerPhoto } from '#db/queries/photos.ts';
import { writeFirmFile } from '#documents/firm-file-paper.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise, listEnterprises } from '#services/enterprises.ts';
import { firmLedgers } from '#services/ledgers.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { industryWords } from '#shared/industries.ts';
import type { FirmLedgers, LedgerRow } from '#shared/ledgers.ts';
import { type FirmFileValues, firmFile } from '#shared/papers/firm-file.ts';
import { economics } from '#shared/registers/economics.ts';
import { type LedgerName, ledgerNamed } from '#shared/registers/index.ts';
import { columnLabel, rowTitle, showCell } from '#shared/registers/rows.ts';
import { holdsOn } from '#shared/registers/validity.ts';
import { isOpenIssue } from '#shared/visits.ts';
import { makerOf } from './maker.ts';

/** 一企一档 from a firm's file and its ledgers. */

const said = (value: string | number | null): string => String(value ?? '');

const dayOf = (iso: string | number | null): string =>
  typeof iso === 'string' && /^\d{4}-\d{2}/.test(iso) ? formatDate(iso) : said(iso);

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

const economicsOf = (
  rows: readonly LedgerRow[],
): Pick<FirmFileValues, 'year1' | 'year2' | 'year3' | 'economics'> => {
  const whole = rows.filter(({ values }) => values.period === null).slice(0, shownYears);
  const year = (i: number): string => (whole[i] ? `${whole[i].values.year} 年` : '');
  return {
    ...{ year1: year(0), year2: year(1), year3: year(2) },
    economics: figures
      .map((key) => {
        const value = (i: number): string =>
          whole[i] ? showCell(economics, key, whole[i].values) : '';
        return {
          indicator: columnLabel(economics, key),
          ...{ value1: value(0), value2: value(1), value3: value(2) },
        };
      })
      .filter(({ value1, value2, value3 }) => value1 + value2 + value3 !== ''),
  };
};

type Listed = { readonly label: string; readonly lines: readonly string[]; readonly unit: string };

const listOf = (ledgers: FirmLedgers, name: LedgerName, today: string): Listed[] => {
  const ledger = ledgerNamed(name);
  const rows = (ledgers[name] ?? []).filter(
    ({ values }) => ledger !== undefined && holdsOn(ledger, values, today),
  );
  if (!ledger || rows.length === 0) return [];
  const lines = rows.map(({ values }) => {
    const to = ledger.validity && values[ledger.validity.to];
    return `${rowTitle(ledger, values)}${to ? `（至${dayOf(to)}）` : ''}`;
  });
  return [{ label: ledger.label, lines, unit: ledger.counter }];
};

type HungFile = Pick<LedgerPhoto, 'ownerTable' | 'ownerTitle' | 'name' | 'caption'>;

/** The files that hang on the firm and its rows, by name, with the record they prove. */
const attachmentLines = (files: readonly HungFile[]): Listed[] => {
  if (files.length === 0) return [];
  const lines = files.map(({ ownerTable, ownerTitle, name, caption }) => {
    const of = ownerTable === 'enterprise' ? '' : `（${ownerTitle}）`;
    return `${caption ?? name ?? '照片'}${of}`;
  });
  return [{ label: '附件', lines, unit: '个' }];
};

const shownLists: readonly LedgerName[] = [
  'product',
  'honour',
  'certification',
  'market_access',
  'executed_standard',
  'trademark',
  'patent',
];

const visitWords = (file: EnterpriseFile): string => {
  const visits = file.visits.map(({ visitedOn }) => visitedOn).toSorted();
  const open = file.issues.filter(({ issueState }) => isOpenIssue(issueState)).length;
  return visits.length === 0
    ? '还没有走访'
    : `走访 ${visits.length} 次，最近一次 ${dayOf(visits.at(-1) ?? null)}；未销号问题 ${open} 件`;
};

/** @throws Refusal `record.missing` */
export const firmFileValues = (desk: Desk, id: string): FirmFileValues => {
  const file = getEnterprise(desk, id);
  const ledgers = firmLedgers(desk, id);
  const today = localDate(desk.store.clock.now());
  const listed = [
    ...shownLists.flatMap((name) => listOf(ledgers, name, today)),
    ...attachmentLines(filesOfFirm(desk.store, id)),
  ];
  return {
    office: desk.self.officeName,
    madeOn: formatDate(today),
    firm: file.name,
    uscc: said(file.uscc),
    status: said(file.status),
    tier: said(file.tier),
    tierSince: dayOf(file.tierSince),
    legalRep: said(file.legalRep),
    foundedOn: dayOf(file.foundedOn),
    block: said(file.block),
    industry:
      typeof file.industry === 'string' ? (industryWords(file.industry) ?? file.industry) : '',
    township: said(file.township),
    station: said(file.station),
    address: said(file.address),
    contact: said(file.contactName),
    phone: said(file.contactPhone),
    ...economicsOf(ledgers.economics ?? []),
    lists: listed.map(({ label, lines, unit }) => ({
      ...{ list: label, count: `${lines.length} ${unit}`, all: lines.join('；') },
    })),
    entries: listed.flatMap(({ label, lines }) =>
      lines.map((content) => ({ list: label, content })),
    ),
    visits: visitWords(file),
  };
};

export const firmFileMaker = makerOf({
  paper: firmFile,
  newest: (desk) => listEnterprises(desk, { limit: 1, offset: 0 }).rows[0]?.id ?? null,
  read: (desk, id) => {
    const values = firmFileValues(desk, id);
    return { values, name: `一企一档 ${values.firm} ${localDate(desk.store.clock.now())}` };
  },
  write: (values, desk) => writeFirmFile(values, paperFaces(desk)),
});
