import { formatCapitalOf, formatDay } from '#renderer/parts/formats.ts';
import { parseCapital } from '#shared/capital.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { industryWords } from '#shared/industries.ts';
import type { LedgerRow } from '#shared/ledgers.ts';
import { enterpriseFacts } from '#shared/registers/enterprise.ts';
import {
  commonFields,
  type Field,
  fieldNamed,
  type Ledger,
  type LedgerValues,
} from '#shared/registers/ledger.ts';
import { showValue } from '#shared/registers/values.ts';
import { type Reading, readCapital, readFact, readFoundedOn, readUscc } from '../firm-form.ts';

/** A firm's own facts as a sheet of one row: which cells, in which order, in what words. */

/** The facts as a sheet checks them while they are typed: here a capital must be an amount. */
export const factsLedger: Ledger = {
  ...enterpriseFacts,
  fields: enterpriseFacts.fields.map(
    (field): Field =>
      field.key === 'capitalText'
        ? {
            ...field,
            rule: (text) =>
              parseCapital(String(text)).kind === 'unclear'
                ? '读不出金额，请写明单位，例如 5000 万元'
                : null,
          }
        : field,
  ),
};

export type FactSection = { readonly title: string; readonly keys: readonly string[] };

const section = (title: string, more: readonly string[] = []): FactSection => ({
  title,
  keys: [...(enterpriseFacts.sections.find((s) => s.title === title)?.keys ?? []), ...more],
});

/** What is changed most often comes first; the two columns are about as long as each other. */
export const factColumns: readonly (readonly FactSection[])[] = [
  [section('联系'), section('身份'), section('标记')],
  [
    section('培育'),
    section('所在与监管'),
    { ...section('经营范围', ['note']), title: '经营范围与备注' },
  ],
];

/** Every cell, in the order Tab goes. */
export const factKeys: readonly string[] = factColumns.flat().flatMap(({ keys }) => keys);

export const factField = (key: string): Field =>
  fieldNamed(factsLedger, key) ?? { ...commonFields[3], key };

/** The firm as the one row of its sheet. */
export const factRow = (file: EnterpriseFile): LedgerRow => ({
  id: file.id,
  parentId: null,
  firm: null,
  values: Object.fromEntries(
    [...factKeys, 'source'].map((key) => [key, (file as unknown as LedgerValues)[key] ?? null]),
  ),
  problems: [],
  attachments: 0,
  state: file.state,
});

/** How a fact is read; empty for nothing known. */
export const factWords = (file: EnterpriseFile, key: string): string => {
  const value = (file as unknown as LedgerValues)[key] ?? null;
  if (value === null) return '';
  if (key === 'foundedOn' || key === 'tierSince') return formatDay(String(value));
  if (key === 'industry') return industryWords(String(value)) ?? String(value);
  if (key === 'capitalText')
    return formatCapitalOf(file.capitalAmount, file.capitalCurrency, file.capitalText);
  return showValue(factField(key), value);
};

/** What the program makes of a fact while it is typed; null for nothing to say. */
export const factReading = (key: string, text: string): Reading | null => {
  if (key === 'uscc') return readUscc(text);
  if (key === 'foundedOn') return readFoundedOn(text);
  if (key === 'capitalText') return readCapital(text);
  if (key === 'orgCode') return readFact('orgCode', text);
  if (key !== 'industry') return null;
  const words = industryWords(text);
  return words === null ? null : { ok: true, text: words };
};

/** Words to choose from; null where a fact is typed. A word kept from an old table stays choosable. */
export const factChoices = (key: string, text: string): readonly string[] | null => {
  const field = factField(key);
  const words =
    field.kind === 'flag' ? ['是', '否'] : 'vocabulary' in field ? field.vocabulary : null;
  return words === null || text === '' || words.includes(text) ? words : [...words, text];
};
