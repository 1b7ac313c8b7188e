import type { Database } from 'better-sqlite3';
import { issueNoteTriggers } from './issue-notes.ts';
import type { StoreSchema, SyncedShape } from './schema/index.ts';
import { type RollSource, sourcesIn } from './schema/roll.ts';

/**
 * Change capture: for every table that travels, triggers that record each write in `sync_op`, and
 * refuse any write that did not come through the door (`write.ts`), and an index of its deleted
 * rows. Generated from the schema and compared at every open, because a table rebuild drops both
 * silently.
 */

const mode = '(SELECT mode FROM sync_ctl WHERE k = 1)';
const quoted = (name: string): string => `"${name}"`;

const refuse = (message: string, when: string): string =>
  `SELECT RAISE(ABORT, 'qice: ${message}') WHERE ${when};`;

/** Asks for the mode once: an import runs this for every row. */
const insertTrigger = ({ name, columns }: SyncedShape): string => `
CREATE TRIGGER capture_${name}_insert AFTER INSERT ON ${name}
BEGIN
  INSERT INTO sync_op (tbl, rid, mask, vals)
  SELECT CASE mode WHEN 0 THEN RAISE(ABORT, 'qice: write outside the door') ELSE '${name}' END,
    new.id, 0, json_array(${columns.map((c) => `new.${quoted(c.name)}`).join(', ')})
  FROM sync_ctl WHERE k = 1 AND mode <> 2;
END`;

const updateTrigger = ({ name, columns }: SyncedShape): string => {
  const changed = (column: string) => `old.${quoted(column)} IS NOT new.${quoted(column)}`;
  const mask = columns.map((c, i) => `(${changed(c.name)}) * ${2 ** i}`).join(' + ');
  const values = columns
    .map(
      (c) =>
        `CASE WHEN ${changed(c.name)} THEN ',' || json_quote(new.${quoted(c.name)}) ELSE '' END`,
    )
    .join(' || ');
  return `
CREATE TRIGGER capture_${name}_update AFTER UPDATE ON ${name} WHEN ${mode} <> 2
BEGIN
  ${refuse('write outside the door', `${mode} = 0`)}
  ${refuse('a row keeps its id', 'old.id IS NOT new.id')}
  INSERT INTO sync_op (tbl, rid, mask, vals)
  SELECT '${name}', new.id, mask, '[' || substr(${values}, 2) || ']'
  FROM (SELECT ${mask} AS mask) WHERE mask <> 0;
END`;
};

/** Deleting is a column (`deleted`): a row that vanished could not be argued about later. */
const deleteTrigger = ({ name }: SyncedShape): string => `
CREATE TRIGGER capture_${name}_delete BEFORE DELETE ON ${name}
BEGIN
  SELECT RAISE(ABORT, 'qice: rows are marked deleted, never removed');
END`;

/** The file a firm's own one was merged into is found by the names and codes of both. */
const noteKept = `INSERT INTO roll_change (firm) SELECT e.rowid FROM enterprise_home h
    CROSS JOIN enterprise e ON e.id = h.home WHERE h.id = new.id;`;

/** Tells the roll which firm a write may have moved. A part that comes before its firm waits for it. */
const rollTriggers = ({ table, owner, texts, facts }: RollSource): string[] => {
  const watched = [...new Set([...Object.keys(texts), ...facts, 'deleted'])].map(quoted);
  const note = (side: string): string =>
    owner === 'id'
      ? `INSERT INTO roll_change (firm) VALUES (${side}.rowid);`
      : `INSERT INTO roll_change (firm) SELECT rowid FROM enterprise WHERE id =
    coalesce((SELECT home FROM enterprise_home WHERE id = ${side}.${quoted(owner)}), ${side}.${quoted(owner)});`;
  return [
    `
CREATE TRIGGER roll_${table}_insert AFTER INSERT ON ${table}
BEGIN
  ${note('new')}
END`,
    `
CREATE TRIGGER roll_${table}_update AFTER UPDATE OF ${watched.join(', ')} ON ${table}
BEGIN
  ${[...(owner === 'id' ? [noteKept] : [note('old')]), note('new')].join('\n  ')}
END`,
  ];
};

/** Deleted rows are few and asked after at every look at the inbox (`queries/conflicts.ts`). */
const hiddenIndex = ({ name, columns }: SyncedShape): string[] =>
  columns.some((c) => c.name === 'deleted')
    ? [`CREATE INDEX hidden_${name} ON ${name} (id) WHERE deleted = 1`]
    : [];

const wanted = (schema: StoreSchema): ReadonlyMap<string, string> => {
  const statements = [
    ...schema.shapes.flatMap((s) => [
      insertTrigger(s),
      updateTrigger(s),
      deleteTrigger(s),
      ...hiddenIndex(s),
    ]),
    ...sourcesIn(schema).flatMap(rollTriggers),
    ...issueNoteTriggers(schema),
  ].map((sql) => sql.trim());
  return new Map(statements.map((sql) => [sql.split(' ')[2] ?? '', sql]));
};

const present = (db: Database): ReadonlyMap<string, string> =>
  new Map(
    (
      db
        .prepare(
          `SELECT name, sql FROM sqlite_master
           WHERE type = 'trigger' AND (name LIKE 'capture\\_%' ESCAPE '\\' OR name LIKE 'roll\\_%' ESCAPE '\\'
                OR name LIKE 'issues\\_%' ESCAPE '\\')
              OR type = 'index' AND name LIKE 'hidden\\_%' ESCAPE '\\'`,
        )
        .all() as { name: string; sql: string }[]
    ).map(({ name, sql }) => [name, sql]),
  );

/** Names of triggers (and of the index beside them) that are missing, stale or unknown. Empty when capture is whole. */
export const captureFaults = (db: Database, schema: StoreSchema): string[] => {
  const want = wanted(schema);
  const have = present(db);
  return [
    ...[...want].filter(([name, sql]) => have.get(name) !== sql).map(([name]) => name),
    ...[...have.keys()].filter((name) => !want.has(name)),
  ];
};

/** Re-creates whatever `captureFaults` names, in one transaction. */
export const ensureCapture = (db: Database, schema: StoreSchema): void => {
  const faults = captureFaults(db, schema);
  if (faults.length === 0) return;
  const want = wanted(schema);
  db.transaction(() => {
    for (const name of faults) {
      const sql = want.get(name);
      db.exec(`DROP ${name.startsWith('hidden_') ? 'INDEX' : 'TRIGGER'} IF EXISTS ${quoted(name)}`);
      if (sql) db.exec(sql);
    }
  })();
};
