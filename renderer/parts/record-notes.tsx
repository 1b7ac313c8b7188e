import type { Returnable } from '#shared/remarks.ts';
import { ContestedNote, useContested } from './contested.tsx';
import { ReturnBar, useReturns } from './returns/return-bar.tsx';

/**
 * Whether what stands above a record is known. A page waits for it as it does for the record itself:
 * a bar that comes later pushes away what somebody is about to press. What cannot be asked says so
 * where it stands and keeps nobody waiting.
 *
 * @param firmId '' while the firm is not known, and where contested fields are not told
 */
export const useNotesKnown = (table: Returnable, row: string, firmId: string): boolean => {
  const returns = useReturns(table, row);
  const { isKnown } = useContested(table, row, firmId);
  return !returns.isPending && isKnown;
};

type RecordNotesProps = {
  readonly table: Returnable;
  readonly row: string;
  readonly firmId: string;
};

/** Above the form of a record: that it was returned, and which of its fields hold two values. */
export const RecordNotes = ({ table, row, firmId }: RecordNotesProps) => (
  <>
    <ReturnBar table={table} row={row} />
    <ContestedNote table={table} row={row} firmId={firmId} />
  </>
);
