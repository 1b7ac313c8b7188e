import type { Store } from '#db/open.ts';

/** A hash that takes its input in pieces; cryptography is passed in. */
export type RunningHash = { update: (bytes: Uint8Array) => void; hex: () => string };

/**
 * The content of every table that travels, as one hash each: all rows by id, all columns in their
 * permanent order. Two stores with equal hashes hold equal rows.
 */
export const tableDigests = (
  store: Store,
  newHash: () => RunningHash,
): ReadonlyMap<string, string> =>
  new Map(
    store.schema.shapes.map(({ name, columns }) => {
      const list = columns.map((c) => `"${c.name}"`).join(', ');
      const hash = newHash();
      const rows = store.handle
        .prepare(`SELECT json_array(${list}) FROM "${name}" ORDER BY id`)
        .pluck()
        .iterate() as IterableIterator<string>;
      for (const row of rows) hash.update(Buffer.from(`${row}\n`));
      return [name, hash.hex()];
    }),
  );
