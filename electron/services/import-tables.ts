import type { Store } from '#db/open.ts';
import { getSetting } from '#db/queries/local.ts';
import { type OpenTable, openTable } from '#documents/read-table.ts';
import { bytesOfFile, type TableBytes } from '#documents/table-bytes.ts';
import { Refusal } from '#shared/errors.ts';
import {
  guessImport,
  type ImportMapping,
  importMapping,
  signatureOf,
} from '#shared/import-columns.ts';
import { isFirmAnchor, isOfficeAnchor } from '#shared/import-targets.ts';
import type { PlanInput, TableView } from '#shared/imports.ts';
import { sha256, sha256Stream } from '#sync/seal.ts';
import type { TableFile } from './desk.ts';

/** A table file as it lies there, and what its columns likely are. */

type Place = { readonly store: Pick<Store, 'reader'> };

type Opened = { readonly table: OpenTable; readonly hash: string };

/** @throws Refusal `table.*` */
export const openFile = ({ path, fileName, choice }: TableFile): Opened => {
  const bytes = bytesOfFile(path);
  const table = openAny(bytes, fileName, choice ?? {});
  const hash = sha256Stream();
  for (const piece of bytes.pieces()) hash.update(piece);
  return { table, hash: hash.hex() };
};

/** A table that names firms, else one of the office. @throws Refusal `table.*` */
const openAny = (bytes: TableBytes, fileName: string, choice: PlanInput['choice']): OpenTable => {
  try {
    return openTable(bytes, fileName, isFirmAnchor, choice);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'table.noHeader') throw error;
    return openTable(bytes, fileName, isOfficeAnchor, choice);
  }
};

/** Tables with the same titles are the same source: what a person chose once is proposed again. */
export const sourceOf = (table: OpenTable): string =>
  sha256(signatureOf(table.columns)).slice(0, 32);

const rememberedMapping = (place: Place, source: string): ImportMapping | undefined => {
  const text = getSetting(place.store.reader, `mapping:${source}`);
  const parsed = text === undefined ? undefined : importMapping.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : undefined;
};

/** What was chosen for this source before, else a guess. */
export const proposedMapping = (
  place: Place,
  table: OpenTable,
  { fileName, target }: TableFile,
): { readonly mapping: ImportMapping; readonly remembered: boolean } => {
  const known = rememberedMapping(place, sourceOf(table));
  const guess = guessImport(table.columns, {
    above: table.above,
    names: [table.sheet, fileName.replace(/\.[^.]*$/, '')],
    target: target ?? known?.target,
  });
  if (known === undefined || (target !== undefined && known.target !== target))
    return { mapping: guess, remembered: false };
  // Last time's columns; but the year of a table without one in its titles is this table's own.
  return { mapping: { ...known, year: guess.year ?? known.year }, remembered: true };
};

/** A table as it lies there, with a proposal for its columns. @throws Refusal `table.*` */
export const readImport = (place: Place, file: TableFile): TableView => {
  const { table } = openFile(file);
  let rows = 0;
  let hiddenRows = 0;
  const samples: (readonly string[])[] = [];
  for (const { cells, hidden } of table.rows()) {
    rows += 1;
    if (hidden) hiddenRows += 1;
    if (samples.length < 3) samples.push(cells);
  }
  const { sheet, sheets, headerTop, headerRow, columns, firstRows } = table;
  return {
    fileName: file.fileName,
    sheet,
    sheets,
    headerTop,
    headerRow,
    columns,
    grid: firstRows.slice(0, 20),
    samples,
    rows,
    hiddenRows,
    notes: table.notes(),
    ...proposedMapping(place, table, file),
  };
};
