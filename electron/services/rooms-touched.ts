import type { SyncedName } from '#db/schema/index.ts';
import { campaignLedgers, sheetLedgers } from '#shared/registers/index.ts';

/** A ledger's rows are shown in the file of their firm; a ledger's own list is a room of its name. */
const ledgerRooms = ['ledgers', 'enterprises', 'cultivation'] as const;

const roomsOf: Readonly<Partial<Record<SyncedName, readonly string[]>>> = {
  enterprise: ['enterprises', 'sheets', 'visits', 'issues', 'cultivation'],
  sheet: ['sheets', 'enterprises'],
  measure: ['sheets', 'enterprises'],
  progress: ['sheets', 'enterprises'],
  visit: ['visits', 'issues', 'enterprises'],
  participant: ['visits', 'issues', 'enterprises'],
  issue: ['issues', 'visits', 'enterprises'],
  issue_step: ['issues', 'visits', 'enterprises', 'ledgers'],
  issue_limit: ['issues', 'ledgers'],
  approval_rule: ['sheets', 'enterprises'],
  visit_plan: ['visits', 'ledgers'],
  visit_signature: ['visits'],
  route_stop: ['visits', 'ledgers'],
  // Services are counted over visits, agreements and tickets, working days by the calendar.
  agreement: [...ledgerRooms, 'visits'],
  green_ticket: [...ledgerRooms, 'visits'],
  holiday: [...ledgerRooms, 'visits', 'issues'],
  ...Object.fromEntries(sheetLedgers.map(({ name }) => [name, ['sheets']])),
  ...Object.fromEntries(campaignLedgers.map(({ name }) => [name, ['visits', 'enterprises']])),
  photo: ['visits', 'issues', 'enterprises', 'ledgers', 'sheets'],
  remark: ['remarks', 'visits', 'sheets', 'enterprises'],
  firm_pair: ['enterprises', 'sheets', 'visits', 'issues', 'ledgers', 'cultivation'],
};

/** The screen's rooms that show what changed; the exchange always does. */
export const roomsTouched = (tables: Iterable<SyncedName | 'exchange' | 'local'>): string[] => {
  const rooms = new Set(['exchange']);
  for (const table of tables) {
    if (table === 'local') rooms.add('drafts').add('imports');
    else if (table !== 'exchange')
      // A person's day is made of nearly everything.
      for (const room of ['today', ...(roomsOf[table] ?? ledgerRooms)]) rooms.add(room);
  }
  return [...rooms];
};
