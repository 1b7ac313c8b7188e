import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';

const literal = (value: unknown): string =>
  typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;

/** The statements that make a declared table: what its migration must say. */
export const createSql = (table: SQLiteTable): string => {
  const { name, columns, indexes } = getTableConfig(table);
  const lines = columns.map((c) =>
    [
      `  ${c.name} ${c.getSQLType().toUpperCase()}`,
      ...(c.primary ? ['PRIMARY KEY'] : []),
      ...(c.notNull ? ['NOT NULL'] : []),
      ...(c.default === undefined ? [] : [`DEFAULT ${literal(c.default)}`]),
    ].join(' '),
  );
  return [
    `CREATE TABLE ${name} (\n${lines.join(',\n')}\n) STRICT;`,
    ...indexes.map(({ config }) => {
      const on = config.columns.map((c) => ('name' in c ? c.name : ''));
      return `CREATE INDEX ${config.name} ON ${name} (${on.join(', ')});`;
    }),
  ].join('\n');
};

/** The statement that adds a declared column to a table that is there. */
export const addColumnSql = (table: SQLiteTable, columnName: string): string => {
  const { name, columns } = getTableConfig(table);
  const column = columns.find((c) => c.name === columnName);
  if (!column) throw new RangeError(`${name} has no column ${columnName}`);
  if (column.notNull) throw new RangeError(`${name}.${columnName}: what is added may be empty`);
  return `ALTER TABLE ${name} ADD COLUMN ${columnName} ${column.getSQLType().toUpperCase()};`;
};
