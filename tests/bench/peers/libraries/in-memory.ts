import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { columns, type Row } from '../../workload.ts';
import type { Place } from '../peer.ts';

/** Documents that live in memory: kept in a file between two processes, whole. */

const fileOf = ({ dir, role }: Place): string => join(dir, `${role}.bin`);

export const keptBytes = (place: Place): Uint8Array | undefined =>
  existsSync(fileOf(place)) ? readFileSync(fileOf(place)) : undefined;

export const keepBytes = (place: Place, bytes: Uint8Array): void =>
  writeFileSync(fileOf(place), bytes);

/** The columns beside the key: what a document holds under the id of its row. */
export const cellNames = columns.slice(1);

export const cellsOf = ([, ...cells]: Row): [name: string, value: string | number][] =>
  cells.map((value, i) => [cellNames[i] ?? '', value]);
