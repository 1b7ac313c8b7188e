import { type SyncedName, type SyncedTables, synced } from '#db/schema/index.ts';
import type { Door } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { BareRecord, RecordShape } from './import-packing.ts';

type Table = SyncedTables[SyncedName];
/** @throws RangeError for a table that does not travel */
export const tableNamed = (name: string): Table => {
  const table = (synced as Readonly<Record<string, Table | undefined>>)[name];
  if (!table) throw new RangeError(`no table ${name}`);
  return table;
};

/** Where an imported row comes from. */
export const imported = '导入';

/**
 * Rows that an import adds, gathered by what they say, so that one statement takes many. Within a block of
 * lines one shape stands for one set of cells.
 */
export const openAdding = (door: Door) => {
  const waiting = new Map<RecordShape, { readonly ofFirm: boolean; readonly values: unknown[] }>();
  const addShape = (shape: RecordShape): void => {
    const of = waiting.get(shape);
    if (!of) return;
    const keys = [
      ...['id', ...(of.ofFirm ? ['enterpriseId'] : [])],
      ...[...shape.keys, 'source', 'sourceRef'],
    ];
    door.insertRows(tableNamed(shape.table), keys as never[], of.values);
  };
  return {
    add: ({ shape, id, values }: BareRecord, firm: string | null, ref: string): void => {
      const ofFirm = firm !== null && shape.table !== 'enterprise';
      const of = waiting.get(shape) ?? { ofFirm, values: [] };
      if (of.values.length === 0) waiting.set(shape, of);
      of.values.push(id);
      if (ofFirm) of.values.push(firm);
      for (const value of values) of.values.push(value);
      of.values.push(imported, ref);
    },
    /** Not looked up before: the store itself says when a row has come in between. */
    flush: (): void => {
      try {
        // Firms before what hangs on them.
        const shapes = [...waiting.keys()];
        for (const shape of shapes) if (shape.table === 'enterprise') addShape(shape);
        for (const shape of shapes) if (shape.table !== 'enterprise') addShape(shape);
      } catch (error) {
        const { code } = error as { code?: string };
        throw code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ? Refusal.of('import.stale') : error;
      }
      waiting.clear();
    },
  };
};
