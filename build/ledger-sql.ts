import { addColumnSql, createSql } from '#db/schema/create-sql.ts';
import { synced } from '#db/schema/index.ts';

/**
 * Prints the SQL a migration needs: `node build/ledger-sql.ts contact product` for whole tables,
 * `node build/ledger-sql.ts enterprise.org_code` for a column. What is printed is pasted into a
 * numbered file of db/migrations and never edited again; db/schema/schema.test.ts compares.
 */
for (const word of process.argv.slice(2)) {
  const [name = '', column] = word.split('.');
  const table = Object.entries(synced).find(([known]) => known === name)?.[1];
  if (!table) throw new RangeError(`no such table: ${name}`);
  console.log(column === undefined ? createSql(table) : addColumnSql(table, column));
}
