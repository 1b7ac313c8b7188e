import { LoroDoc, LoroMap } from 'loro-crdt';
import { updated } from '../../workload.ts';
import { readPacked, writePacked } from '../packed.ts';
import type { Peer } from '../peer.ts';
import { cellNames, cellsOf, keepBytes, keptBytes } from './in-memory.ts';

type Cells = Record<string, string | number>;

/** One map a row in a map of all rows; kept as a snapshot, exported as an update. */
export const loro: Peer = {
  title: 'Loro 1.17.1',
  floor: 'floor',
  scale: 1,
  lacks: ['in memory, no SQL', 'one value wins unseen', 'no encryption', 'no signature'],
  open: (place) => {
    const doc = new LoroDoc();
    const kept = keptBytes(place);
    if (kept) doc.import(kept);
    const rows = doc.getMap('bench');
    return {
      write: (batch) => {
        for (const change of batch)
          if (change.kind === 'insert') {
            const row = rows.setContainer(String(change.values[0]), new LoroMap());
            for (const [name, value] of cellsOf(change.values)) row.set(name, value);
          } else {
            const row = rows.get(change.id) as LoroMap;
            if (change.kind === 'delete') row.set('deleted', 1);
            else change.values.forEach((value, i) => void row.set(updated[i] ?? '', value));
          }
        doc.commit();
      },
      exportTo: (file) => writePacked(file, [doc.export({ mode: 'update' })]),
      importFrom: async (file) => {
        const { pending } = doc.import(await readPacked(file));
        if (pending && pending.size > 0) throw new Error('Loro waits for more');
      },
      rows: () =>
        Object.entries(rows.toJSON() as Record<string, Cells>).map(([id, row]) => [
          id,
          ...cellNames.map((name) => row[name] ?? 'missing'),
        ]),
      close: () => keepBytes(place, doc.export({ mode: 'snapshot' })),
    };
  },
};
