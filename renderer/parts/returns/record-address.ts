import type { Returnable } from '#shared/remarks.ts';

const rooms: Readonly<Record<Returnable, string>> = {
  visit: 'visits',
  sheet: 'sheets',
  enterprise: 'enterprises',
  campaign_return: 'visits/campaigns/returns',
};

/** The page of a record that can be returned. */
export const recordAddress = (record: {
  readonly table: Returnable;
  readonly row: string;
}): string => `/${rooms[record.table]}/${record.row}`;
