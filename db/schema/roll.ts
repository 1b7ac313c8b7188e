import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import type { StoreSchema } from './index.ts';

/**
 * What the roll (`db/roll/`) reads: which columns of which tables it searches, and which tables it
 * counts. One line here feeds search as you type; the triggers that tell the roll of a change are
 * generated from it (`capture.ts`).
 */

/** Firms something happened to, in the order it happened. Never travels; emptied at every start. */
export const rollChange = sqliteTable('roll_change', {
  seq: integer('seq').primaryKey(),
  /** rowid of the firm. */
  firm: integer('firm').notNull(),
});

/** Where a hit in a text stands in the order of hits: a name is nearer than an address. */
export type TextField = 'name' | 'former' | 'code' | 'product' | 'rest';

export type RollSource = {
  readonly table: string;
  /** Column that names the firm. */
  readonly owner: string;
  /** Columns searched, and as what. */
  readonly texts: Readonly<Record<string, TextField>>;
  /** Columns the list filters, sorts or counts by. */
  readonly facts: readonly string[];
};

/** A table whose rows hang on a firm. */
const part = (
  table: string,
  texts: RollSource['texts'],
  facts: readonly string[] = [],
): RollSource => ({
  table,
  owner: 'enterprise_id',
  texts,
  facts: ['enterprise_id', ...facts],
});

export const rollSources: readonly RollSource[] = [
  {
    table: 'enterprise',
    owner: 'id',
    texts: {
      name: 'name',
      short_name: 'former',
      former_names: 'former',
      uscc: 'code',
      org_code: 'code',
      township: 'rest',
      address: 'rest',
      legal_rep: 'rest',
      contact_name: 'rest',
      contact_phone: 'rest',
    },
    facts: [
      ...['township', 'station', 'block', 'industry', 'status', 'tier', 'capital_amount'],
      ...['founded_on', 'confirmed_on', 'own_mark', 'oem', 'exporter', 'hi_tech', 'key_energy'],
    ],
  },
  part('visit', {}, ['visited_on']),
  part('sheet', {}, ['year']),
  part('former_name', { name: 'former' }),
  part('contact', { name: 'rest', phone: 'rest' }),
  part('product', { name: 'product', brand: 'product' }),
  part('trademark', { name: 'product', registration_no: 'code' }, ['state']),
  part('certification', { number: 'code' }, ['valid_to', 'state']),
  part('market_access', { number: 'code' }, ['valid_to', 'state']),
];

/** The sources as far as a schema has their tables and columns: tests run older ones. */
export const sourcesIn = ({ shapes }: StoreSchema): RollSource[] =>
  rollSources.flatMap((source) => {
    const columns = shapes.find(({ name }) => name === source.table)?.columns;
    if (!columns?.some(({ name }) => name === source.owner)) return [];
    const known = (column: string): boolean => columns.some(({ name }) => name === column);
    return [
      {
        ...source,
        texts: Object.fromEntries(Object.entries(source.texts).filter(([c]) => known(c))),
        facts: source.facts.filter(known),
      },
    ];
  });
