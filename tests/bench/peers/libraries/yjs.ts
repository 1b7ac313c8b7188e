import * as Y from 'yjs';
import { updated } from '../../workload.ts';
import { readPacked, writePacked } from '../packed.ts';
import type { Peer } from '../peer.ts';
import { cellNames, cellsOf, keepBytes, keptBytes } from './in-memory.ts';

/** One map a row in a map of all rows; updates of version 2. */
export const yjs: Peer = {
  title: 'Yjs 13.6.33',
  floor: 'floor',
  scale: 1,
  lacks: ['in memory, no SQL', 'one value wins unseen', 'no encryption', 'no signature'],
  open: (place) => {
    const doc = new Y.Doc();
    const kept = keptBytes(place);
    if (kept) Y.applyUpdateV2(doc, kept);
    const rows = doc.getMap<Y.Map<string | number>>('bench');
    return {
      write: (batch) =>
        doc.transact(() => {
          for (const change of batch)
            if (change.kind === 'insert')
              rows.set(
                String(change.values[0]),
                new Y.Map<string | number>(cellsOf(change.values)),
              );
            else {
              const row = rows.get(change.id);
              if (change.kind === 'delete') row?.set('deleted', 1);
              else change.values.forEach((value, i) => void row?.set(updated[i] ?? '', value));
            }
        }),
      exportTo: (file) => writePacked(file, [Y.encodeStateAsUpdateV2(doc)]),
      importFrom: async (file) => Y.applyUpdateV2(doc, await readPacked(file)),
      rows: () =>
        Iterator.from(rows.entries()).map(([id, row]) => [
          id,
          ...cellNames.map((name) => row.get(name) ?? 'missing'),
        ]),
      close: () => keepBytes(place, Y.encodeStateAsUpdateV2(doc)),
    };
  },
};
