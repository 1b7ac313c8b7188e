import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Change } from '../workload.ts';

/**
 * The workload on a file, one transaction a line: a process that is to be weighed must not carry two
 * hundred thousand changes about.
 */

/** Cut where the kind of change changes, so that a time belongs to one kind. */
const byKind = (batch: readonly Change[]): Change[][] => {
  const parts: Change[][] = [];
  for (const change of batch)
    if (parts.at(-1)?.[0]?.kind === change.kind) parts.at(-1)?.push(change);
    else parts.push([change]);
  return parts;
};

/** One kind a transaction. */
export const writeBatches = async (
  file: string,
  batches: Iterable<readonly Change[]>,
): Promise<void> => {
  const out = createWriteStream(file);
  for (const batch of batches)
    for (const part of byKind(batch))
      if (!out.write(`${JSON.stringify(part)}\n`)) await once(out, 'drain');
  out.end();
  await finished(out);
};

export async function* readBatches(file: string): AsyncGenerator<Change[]> {
  for await (const line of createInterface({ input: createReadStream(file) }))
    yield JSON.parse(line) as Change[];
}
