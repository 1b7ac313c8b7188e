import type { Store } from '#db/open.ts';
import { goneStatuses } from '#shared/enterprises.ts';

/** What figures about firms are counted over. */
export type CountedFirm = {
  readonly id: string;
  readonly name: string;
  readonly township: string | null;
  readonly block: string | null;
  readonly industry: string | null;
  readonly tier: string | null;
  readonly tierSince: string | null;
  readonly status: string | null;
  readonly ownMark: number | null;
};

/**
 * Every live firm once, by name: files kept under another one and struck-off firms (注销) are left out.
 *
 * @param among only these
 */
export const countedFirms = ({ handle }: Store, among?: readonly string[]): CountedFirm[] =>
  handle
    .prepare(
      `SELECT id, name, township, block, industry, tier, tier_since AS tierSince, status,
         own_mark AS ownMark
       FROM enterprise
       WHERE deleted = 0 AND status IS NOT '注销' AND id NOT IN (SELECT id FROM enterprise_home)
         ${among ? 'AND id IN (SELECT value FROM json_each(?))' : ''}
       ORDER BY name, id`,
    )
    .all(...(among ? [JSON.stringify(among)] : [])) as CountedFirm[];

/** Ids of live firms that are no longer there to be visited or reminded (失联、破产、注销、迁出). */
export const goneFirms = ({ handle }: Store): ReadonlySet<string> =>
  new Set(
    handle
      .prepare(
        'SELECT id FROM enterprise WHERE deleted = 0 AND status IN (SELECT value FROM json_each(?))',
      )
      .pluck()
      .all(JSON.stringify(goneStatuses)) as string[],
  );
