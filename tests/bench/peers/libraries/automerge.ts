import * as Automerge from '@automerge/automerge';
import { type Row, updated } from '../../workload.ts';
import { readPacked, writePacked } from '../packed.ts';
import type { Peer } from '../peer.ts';
import { cellNames, cellsOf, keepBytes, keptBytes } from './in-memory.ts';

/** A plain string would be a text that two people type in together, at many times the price. */
type Cell = Automerge.ImmutableString | number;
type Doc = { bench: Record<string, Record<string, Cell>> };

const cell = (value: string | number): Cell =>
  typeof value === 'string' ? new Automerge.ImmutableString(value) : value;

const plain = (value: Cell | undefined): string | number =>
  typeof value === 'number' ? value : (value?.val ?? 'missing');

/** One object a row in an object of all rows. */
export const automerge: Peer = {
  title: 'Automerge 3.5.0',
  floor: 'floor',
  scale: 0.2,
  lacks: ['in memory, no SQL', 'no encryption', 'no signature'],
  open: (place) => {
    const kept = keptBytes(place);
    const held = { doc: kept ? Automerge.load<Doc>(kept) : Automerge.init<Doc>() };
    return {
      write: (batch) => {
        held.doc = Automerge.change(held.doc, (doc) => {
          doc.bench ??= {};
          for (const change of batch)
            if (change.kind === 'insert')
              doc.bench[String(change.values[0])] = Object.fromEntries(
                cellsOf(change.values).map(([name, value]) => [name, cell(value)]),
              );
            else {
              const row = doc.bench[change.id] ?? {};
              if (change.kind === 'delete') row.deleted = 1;
              else
                change.values.forEach((value, i) => {
                  row[updated[i] ?? ''] = cell(value);
                });
            }
        });
      },
      exportTo: (file) => writePacked(file, [Automerge.save(held.doc)]),
      importFrom: async (file) => {
        held.doc = Automerge.loadIncremental(held.doc, await readPacked(file));
      },
      rows: () =>
        Object.entries(held.doc.bench).map(
          ([id, row]): Row => [id, ...cellNames.map((name) => plain(row[name]))],
        ),
      close: () => keepBytes(place, Automerge.save(held.doc)),
    };
  },
};
