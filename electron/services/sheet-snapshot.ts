import { getKeptFirm } from '#db/queries/homes.ts';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { certification } from '#shared/registers/certification.ts';
import { creditRating } from '#shared/registers/credit-rating.ts';
import { economics } from '#shared/registers/economics.ts';
import { executedStandard } from '#shared/registers/executed-standard.ts';
import { goodBehaviour } from '#shared/registers/good-behaviour.ts';
import { honour } from '#shared/registers/honour.ts';
import type { LedgerName } from '#shared/registers/index.ts';
import { inspectionAbility } from '#shared/registers/inspection-ability.ts';
import type { Ledger } from '#shared/registers/ledger.ts';
import { marketAccess } from '#shared/registers/market-access.ts';
import { measurementSystem } from '#shared/registers/measurement-system.ts';
import { columnLabel, rowTitle, showCell, withComputed } from '#shared/registers/rows.ts';
import { spotCheck } from '#shared/registers/spot-check.ts';
import { standardsWork } from '#shared/registers/standards-work.ts';
import { holdsOn } from '#shared/registers/validity.ts';
import type { SectionKey, SheetSnapshot, SnapshotFact } from '#shared/sheet-snapshot.ts';
import type { Desk } from './desk.ts';
import { numberOf, rowsOf } from './own-rows.ts';

/** 现状: what a firm's file says today, in the words a sheet keeps. */

type Told = Ledger & { readonly name: LedgerName };

/** Figures of the last years a sheet shows. */
const figures = [
  'output',
  'revenue',
  'profitTax',
  'export',
  'rnd',
  'rndIntensity',
  'staff',
  'shareNation',
] as const;
const yearsShown = 3;

/** Most rows of one ledger; a large firm has a hundred standards, and a sheet is four pages. */
const mostRows = 40;

/** Columns a sheet has no room for. */
const left = [
  'body',
  'docNo',
  'validFrom',
  'foreignNo',
  'basis',
  'reportNo',
  'issuedOn',
  'ratedOn',
];

const rowFact = (ledger: Told, { id, values }: LedgerRecord, day: string): SnapshotFact => {
  const full = withComputed(ledger, values);
  const said = ledger.list
    .filter((key) => !ledger.titleBy.includes(key) && !left.includes(key))
    .flatMap((key) => {
      const text = showCell(ledger, key, full);
      if (text === '' || text === '否') return [];
      const label = columnLabel(ledger, key);
      return text === '是' ? [label] : [`${label} ${text}`];
    });
  const ended = ledger.validity && !holdsOn(ledger, values, day) ? ['已不在有效期'] : [];
  return {
    key: id,
    label: rowTitle(ledger, full).slice(0, 200),
    value: [...said, ...ended].join('，').slice(0, 1_000),
    year: null,
  };
};

const firmFacts = (desk: Desk, firmId: string): SnapshotFact[] => {
  const firm = getKeptFirm(desk.store, firmId);
  if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  const products = rowsOf(desk, 'product', firmId).filter(({ values }) => values.stopped !== 1);
  const main = products.filter(({ values }) => values.main === 1);
  const named = (main.length > 0 ? main : products)
    .slice(0, 8)
    .map(({ values }) => String(values.name));
  const told: readonly (readonly [key: string, label: string, value: string | null])[] = [
    ['type', '企业类型', firm.type],
    ['founded', '成立日期', firm.foundedOn],
    ['capital', '注册资本', firm.capitalText],
    ['legalRep', '法定代表人', firm.legalRep],
    ['address', '地址', firm.address],
    ['industry', '行业', firm.industry],
    ['block', '块状产业', firm.block],
    ['tier', '培育层级', firm.tier],
    ['status', '经营状态', firm.status],
    ['products', '主导产品', named.join('、') || null],
  ];
  return told.flatMap(([key, label, value]) =>
    value === null || value === ''
      ? []
      : [{ key, label, value: value.slice(0, 1_000), year: null }],
  );
};

const economicFacts = (desk: Desk, firmId: string): SnapshotFact[] => {
  const yearly = rowsOf(desk, 'economics', firmId)
    .filter(({ values }) => values.period === null)
    .toSorted((a, b) => (numberOf(b.values, 'year') ?? 0) - (numberOf(a.values, 'year') ?? 0));
  const years = [...new Set(yearly.map(({ values }) => numberOf(values, 'year') ?? 0))];
  return figures.flatMap((key) =>
    years.slice(0, yearsShown).flatMap((year): SnapshotFact[] => {
      const row = yearly.find(({ values }) => numberOf(values, 'year') === year);
      const value = row ? showCell(economics, key, withComputed(economics, row.values)) : '';
      return value === '' ? [] : [{ key, label: columnLabel(economics, key), value, year }];
    }),
  );
};

/** How many there are of what a sheet cannot list. */
const counted = (desk: Desk, firmId: string, day: string): SnapshotFact[] => {
  const instruments = rowsOf(desk, 'instrument', firmId);
  const quantity = (rows: readonly LedgerRecord[]): number =>
    rows.reduce((sum, { values }) => sum + (numberOf(values, 'quantity') ?? 1), 0);
  const compulsory = instruments.filter(({ values }) => values.compulsory === 1);
  const due = instruments.filter(({ values }) => {
    const { nextDue } = values;
    return typeof nextDue === 'string' && nextDue < day;
  });
  const meters = rowsOf(desk, 'energy_meter', firmId);
  const total = (key: string): number =>
    meters.reduce((sum, { values }) => sum + (numberOf(values, key) ?? 0), 0);
  const facts: SnapshotFact[] = [];
  if (instruments.length > 0)
    facts.push({
      key: 'instruments',
      label: '计量器具',
      value: `${quantity(instruments)} 台件，其中强制检定 ${quantity(compulsory)} 台件、已过检定期 ${quantity(due)} 台件`,
      year: null,
    });
  if (meters.length > 0)
    facts.push({
      key: 'meters',
      label: '能源计量器具',
      value: `应配 ${total('required')} 台件，实配 ${total('installed')} 台件`,
      year: null,
    });
  return facts;
};

/**
 * What the file of a firm says now, section by section. Sections with nothing in them are left out.
 *
 * @throws Refusal `record.missing`
 */
export const snapshotOf = (desk: Desk, enterpriseId: string): SheetSnapshot => {
  const day = localDate(desk.store.clock.now());
  const listed = (...ledgers: readonly Told[]): SnapshotFact[] =>
    ledgers.flatMap((ledger) =>
      rowsOf(desk, ledger.name, enterpriseId)
        .slice(0, mostRows)
        .map((row) => rowFact(ledger, row, day)),
    );
  const facts: Readonly<Record<SectionKey, () => SnapshotFact[]>> = {
    firm: () => firmFacts(desk, enterpriseId),
    economics: () => economicFacts(desk, enterpriseId),
    honours: () => listed(honour),
    standards: () => listed(executedStandard, standardsWork, goodBehaviour),
    certificates: () => listed(certification, marketAccess),
    metrology: () => [...listed(measurementSystem), ...counted(desk, enterpriseId, day)],
    inspection: () => listed(inspectionAbility, spotCheck),
    credit: () => listed(creditRating),
  };
  return {
    filledOn: day,
    filledBy: desk.self.person,
    sections: (Object.keys(facts) as SectionKey[])
      .map((key) => ({ key, facts: facts[key]() }))
      .filter((section) => section.facts.length > 0),
  };
};
