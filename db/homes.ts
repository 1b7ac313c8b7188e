import { homesOf, type SamePair } from '#shared/firm-pairs.ts';
import type { Store } from './open.ts';
import { shapeNamed } from './schema/index.ts';

/**
 * Keeps `enterprise_home` what `firm_pair` and the firms say. Called by both doors (`write.ts`, the
 * merge door) before they commit, so no reader ever sees one without the other. Private to this
 * device: it is worked out alike everywhere and does not travel.
 */
export const refreshHomes = ({ handle, schema }: Store): void => {
  if (!shapeNamed(schema, 'firm_pair')) return;
  const pairs = handle
    .prepare(
      `SELECT first_id AS firstId, second_id AS secondId,
         CASE keeper WHEN 'first' THEN first_id WHEN 'second' THEN second_id END AS keeperId
       FROM firm_pair
       WHERE verdict = 'same' AND deleted = 0`,
    )
    .all() as SamePair[];
  const isLive = handle.prepare('SELECT 1 FROM enterprise WHERE id = ? AND deleted = 0').pluck();
  const homes = homesOf(pairs, (id) => isLive.get(id) !== undefined);
  const stored = new Map(
    handle.prepare('SELECT id, home FROM enterprise_home').raw().all() as [string, string][],
  );
  if (homes.size === stored.size && [...homes].every(([id, home]) => stored.get(id) === home))
    return;
  // The roll must read again whoever moves, and under whom.
  const note = handle.prepare(
    `INSERT INTO roll_change (firm) SELECT rowid FROM enterprise e
     WHERE id IN (SELECT id FROM enterprise_home UNION SELECT home FROM enterprise_home)`,
  );
  note.run();
  handle.prepare('DELETE FROM enterprise_home').run();
  const add = handle.prepare('INSERT INTO enterprise_home (id, home) VALUES (?, ?)');
  for (const [id, home] of homes) add.run(id, home);
  note.run();
};
