import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ensureCapture } from '#db/capture.ts';
import { migrate } from '#db/migrate.ts';
import type { Store } from '#db/open.ts';
import { type StoreSchema, shippedSchema } from '#db/schema/index.ts';
import { replayAfterUpgrade } from '#services/replay.ts';

/** The program's next version, for tests that run it beside this one. */

const last = shippedSchema.migrations.at(-1)?.version ?? 0;
const column = (name: string) => ({ name, key: name });

/** The next version: two columns more at a table that is there, and a table more. */
export const nextSchema: StoreSchema = {
  shapes: [
    ...shippedSchema.shapes.map((s) =>
      s.name === 'enterprise'
        ? { ...s, columns: [...s.columns, column('motto'), column('rank')] }
        : s,
    ),
    {
      name: 'pennant',
      columns: [column('id'), column('title'), column('year'), column('deleted')],
    },
  ],
  migrations: [
    ...shippedSchema.migrations,
    {
      version: last + 10,
      name: 'next',
      sql: `
ALTER TABLE enterprise ADD COLUMN motto TEXT;
ALTER TABLE enterprise ADD COLUMN rank TEXT NOT NULL DEFAULT '未评';
CREATE TABLE pennant (
  id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, year TEXT, deleted INTEGER NOT NULL DEFAULT 0
) STRICT;`,
    },
  ],
};

/** As the next version's program sees them. */
export const nextEnterprise = sqliteTable('enterprise', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  note: text('note'),
  motto: text('motto'),
  rank: text('rank').notNull().default('未评'),
});
export const pennant = sqliteTable('pennant', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  year: text('year'),
});

/** The store as the next version's program opens it. */
export const upgraded = (store: Store): Store => {
  migrate(store.handle, { steps: nextSchema.migrations });
  ensureCapture(store.handle, nextSchema);
  const next = { ...store, schema: nextSchema };
  replayAfterUpgrade(next);
  return next;
};
