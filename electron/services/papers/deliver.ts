import { chmodSync } from 'node:fs';
import { extname } from 'node:path';
import type { Desk, PdfProgram, Work } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import type { DeliveredPaper, Delivery, PaperMeans } from '#shared/papers/make.ts';
import type { OfferedFile } from './maker.ts';

/** What becomes of a paper once it is made, the same for every paper there is: saved, laid out as PDF, printed. */

export const paperMeans = (desk: Desk): PaperMeans => ({
  pdf: desk.pdfProgram?.() !== undefined,
  print: desk.fileOpener?.() !== undefined,
});

const layOut = async (
  { shelf }: Desk,
  program: PdfProgram,
  paper: OfferedFile,
  { signal, progress }: Required<Work>,
): Promise<OfferedFile> => {
  progress('正在由 LibreOffice 排成 PDF', 1, 2);
  const fileName = `${paper.fileName.slice(0, -extname(paper.fileName).length)}.pdf`;
  const { ticket, path } = shelf.reserve(fileName);
  try {
    await program.convert(shelf.path(paper.ticket), path, signal);
  } catch (error) {
    shelf.release(ticket);
    throw error;
  } finally {
    shelf.release(paper.ticket);
  }
  return { ticket, fileName };
};

/**
 * Makes a paper and delivers it as it was asked for. What is opened to be printed is the PDF where this computer can
 * lay one out, else the paper itself; it cannot be written to, because it lies on the shelf, where it does not stay.
 *
 * @throws Refusal as `make` does, `pdf.missing`, `pdf.failed`, `print.missing`, `print.failed`, `job.cancelled`
 */
export const deliverPaper = async (
  desk: Desk,
  make: () => OfferedFile | Promise<OfferedFile>,
  { as, job }: Delivery,
): Promise<DeliveredPaper> => {
  if (as === 'file') return { ...(await make()), opened: false };
  const program = desk.pdfProgram?.();
  const open = desk.fileOpener?.();
  if (as === 'pdf' && !program) throw Refusal.of('pdf.missing');
  if (as === 'print' && !open) throw Refusal.of('print.missing');
  return desk.jobs.attend(job, async (work) => {
    work.progress('正在生成文书', 0, 2);
    const made = await make();
    if (work.signal.aborted) throw Refusal.of('job.cancelled');
    const paper = program ? await layOut(desk, program, made, work) : made;
    if (as === 'pdf') return { ...paper, opened: false };
    const path = desk.shelf.path(paper.ticket);
    chmodSync(path, 0o400);
    await open?.(path);
    return { ...paper, opened: true };
  });
};
