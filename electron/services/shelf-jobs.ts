import { existsSync } from 'node:fs';
import type { EnvelopeName, ExportResult, MergeResult } from '#shared/exchange.ts';
import { prefixedName } from '#shared/file-name.ts';
import type { Desk } from './desk.ts';
import { bundleFileName, countVolumes } from './export.ts';

/** A file waiting on the shelf to be saved by the screen. */
export type Waiting = { readonly ticket: string; readonly fileName: string };

/** Makes bundles as a job and leaves them on the shelf. @throws Refusal as `exportBundle` */
export const exportToShelf = async (
  { shelf, jobs, ...desk }: Desk,
  input: {
    readonly to: string;
    readonly job: string;
    readonly maxBytes?: number | undefined;
    readonly envelope?: EnvelopeName | undefined;
  },
): Promise<ExportResult & Waiting & { readonly files: readonly Waiting[] }> => {
  const { to, maxBytes, envelope } = input;
  const places = Array.from({ length: countVolumes(desk, to, maxBytes) }, (_, i) => {
    const fileName = bundleFileName(desk, to, i);
    return { fileName, ...shelf.reserve(fileName) };
  });
  const [first, ...more] = places;
  if (!first) throw new Error('an export makes at least one bundle');
  const result = await jobs.run('export', input.job, {
    to,
    path: first.path,
    maxBytes,
    more: more.map(({ path }) => path),
    envelope,
  });
  const files = places
    .slice(0, result.volumes.length)
    .map(({ ticket, fileName }) => ({ ticket, fileName }));
  return { ...result, ticket: first.ticket, fileName: first.fileName, files };
};

/** Makes a snapshot as a job and leaves it on the shelf. @throws Refusal as `makeSnapshot` */
export const snapshotToShelf = async (
  { shelf, jobs, ...desk }: Desk,
  input: {
    readonly to: string;
    readonly job: string;
    readonly media: boolean;
    readonly envelope?: EnvelopeName | undefined;
  },
): Promise<ExportResult & Waiting & { readonly files: readonly Waiting[] }> => {
  const { to, media, envelope } = input;
  const fileName = prefixedName('快照', bundleFileName(desk, to));
  const { ticket, path } = shelf.reserve(fileName);
  const made = await jobs.run('snapshot', input.job, { to, path, media, envelope });
  return { ...made, fileName, ticket, volumes: [made], files: [{ ticket, fileName }] };
};

/** Merges a bundle as a job and leaves the receipt on the shelf. @throws Refusal as `mergeBundle` */
export const mergeFromShelf = async (
  { shelf, jobs }: Desk,
  input: { readonly ticket: string; readonly job: string },
): Promise<MergeResult & { receiptFile: Waiting | null }> => {
  const fileName = prefixedName('回执', `${shelf.name(input.ticket).replace(/\.[^.]*$/, '')}.qice`);
  const { ticket, path } = shelf.reserve(fileName);
  const result = await jobs.run('merge', input.job, {
    path: shelf.path(input.ticket),
    receiptPath: path,
  });
  return { ...result, receiptFile: existsSync(path) ? { ticket, fileName } : null };
};
