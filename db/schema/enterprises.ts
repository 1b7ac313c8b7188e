import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * One row a firm. The id is derived from the credit code, so two laptops that meet the same firm
 * write the same row. Column order is permanent: a column's number travels in bundles.
 */
export const enterprise = sqliteTable('enterprise', {
  id: text('id').primaryKey(),
  uscc: text('uscc'),
  name: text('name').notNull(),
  formerNames: text('former_names'),
  type: text('type'),
  legalRep: text('legal_rep'),
  /** `YYYY-MM-DD`, or `YYYY-MM` where the source knows no day. */
  foundedOn: text('founded_on'),
  /** Whole units of `capitalCurrency` (元 for CNY). */
  capitalAmount: integer('capital_amount'),
  capitalCurrency: text('capital_currency'),
  /** As written in the source, kept because people argue about it. */
  capitalText: text('capital_text'),
  scope: text('scope'),
  /** GB/T 2260 county code, six digits. */
  division: text('division'),
  township: text('township'),
  address: text('address'),
  industry: text('industry'),
  block: text('block'),
  contactName: text('contact_name'),
  contactPhone: text('contact_phone'),
  status: text('status'),
  tier: text('tier'),
  source: text('source'),
  confirmedOn: text('confirmed_on'),
  note: text('note'),
  deleted: integer('deleted').notNull().default(0),
  /** GB 11714, nine characters without the dash; the key of data before 2015. */
  orgCode: text('org_code'),
  shortName: text('short_name'),
  /** The 质监站 or 市场监管所 that answers for the firm. */
  station: text('station'),
  gridOfficer: text('grid_officer'),
  ownership: text('ownership'),
  /** 1 yes, 0 no, null not known; so are the flags below. */
  ownMark: integer('own_mark'),
  oem: integer('oem'),
  exporter: integer('exporter'),
  hiTech: integer('hi_tech'),
  keyEnergy: integer('key_energy'),
  agriculture: integer('agriculture'),
  service: integer('service'),
  /** Degrees × 10^6 in the system `coordinates` names. */
  longitude: integer('longitude'),
  latitude: integer('latitude'),
  coordinates: text('coordinates'),
  /** `YYYY-MM-DD` of the last change of `tier`. */
  tierSince: text('tier_since'),
  /** Where the values came from, e.g. `规上名单.xlsx › Sheet1 › 第12行`. */
  sourceRef: text('source_ref'),
});
