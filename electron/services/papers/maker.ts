import type { Desk } from '#services/desk.ts';
import type { AnyPaperValues, PaperKind, PaperValues } from '#shared/papers/paper.ts';

/** A paper on the shelf. */
export type OfferedFile = { readonly ticket: string; readonly fileName: string };

/** How one kind of paper is made: its values from the records, its standard form from its values. */
export type PaperMaker = {
  readonly paper: PaperKind;
  /**
   * The values of the paper about one record, and the name of its file without an ending.
   *
   * @throws Refusal `record.missing`
   */
  readonly read: (desk: Desk, id: string) => { values: AnyPaperValues; name: string };
  /** The standard form (标准格式), with what no text can hold, as photographs. */
  readonly write: (desk: Desk, id: string) => Promise<Uint8Array>;
  /** The newest record such a paper can be made of, to try a template with; null where there is none. */
  readonly newest: (desk: Desk) => string | null;
};

/** Ties a paper to its values by type: what is declared is what is read and laid out. */
export const makerOf = <Paper extends PaperKind>(parts: {
  readonly paper: Paper;
  readonly read: (desk: Desk, id: string) => { values: PaperValues<Paper>; name: string };
  readonly newest: PaperMaker['newest'];
  readonly write: (values: PaperValues<Paper>, desk: Desk, id: string) => Promise<Uint8Array>;
}): PaperMaker => ({
  paper: parts.paper,
  newest: parts.newest,
  read: (desk, id) => {
    const { values, name } = parts.read(desk, id);
    // Declared fields hold text or rows of text and nothing else (`PaperValues`).
    return { values: values as AnyPaperValues, name };
  },
  write: (desk, id) => parts.write(parts.read(desk, id).values, desk, id),
});
