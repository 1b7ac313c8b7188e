import { writeFileSync } from 'node:fs';
import type { Desk } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import type { MakePaper } from '#shared/papers/make.ts';
import type { PaperMaker } from './maker.ts';
import { visitRecordMaker } from './visit-record.ts';

/** Every paper of `shared/papers` with what makes it. */
export const paperMakers: readonly PaperMaker[] = [visitRecordMaker];

/** @throws Refusal `record.missing` for a kind this program does not make */
export const paperMaker = (kind: string): PaperMaker => {
  const maker = paperMakers.find(({ paper }) => paper.kind === kind);
  if (!maker) throw Refusal.of('record.missing', { what: '这种文书' });
  return maker;
};

/**
 * Puts a paper about one record on the shelf.
 *
 * @throws Refusal `record.missing`
 */
export const makePaper = async (
  desk: Desk,
  { kind, id }: MakePaper,
): Promise<{ readonly ticket: string; readonly fileName: string }> => {
  const maker = paperMaker(kind);
  const { name } = maker.read(desk, id);
  const bytes = await maker.write(desk, id);
  const fileName = `${name}.${maker.paper.format}`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return { ticket, fileName };
};
