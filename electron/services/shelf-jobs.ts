import { existsSync } from 'node:fs';
import type { ExportResult, MergeResult } from '#shared/exchange.ts';
import type { Desk } from './desk.ts';
import { bundleFileName } from './export.ts';

/** A file waiting on the shelf to be saved by the screen. */
export type Waiting = { readonly ticket: string; readonly fileName: string };

/** Makes a bundle as a job and leaves it on the shelf. @throws Refusal as `exportBundle` */
export const exportToShelf = async (
  { shelf, jobs, ...desk }: Desk,
  input: { readonly to: string; readonly job: string },
): Promise<ExportResult & Waiting> => {
  const fileName = bundleFileName(desk, input.to);
  const { ticket, path } = shelf.reserve(fileName);
  const result = await jobs.run('export', input.job, { to: input.to, path });
  return { ...result, ticket, fileName };
};

/** Merges a bundle as a job and leaves the receipt on the shelf. @throws Refusal as `mergeBundle` */
export const mergeFromShelf = async (
  { shelf, jobs }: Desk,
  input: { readonly ticket: string; readonly job: string },
): Promise<MergeResult & { receiptFile: Waiting | null }> => {
  const fileName = `回执-${shelf.name(input.ticket).replace(/\.[^.]*$/, '')}.qice`;
  const { ticket, path } = shelf.reserve(fileName);
  const result = await jobs.run('merge', input.job, {
    path: shelf.path(input.ticket),
    receiptPath: path,
  });
  return { ...result, receiptFile: existsSync(path) ? { ticket, fileName } : null };
};
