import { type LedgerName, ledgerNamed } from '#shared/registers/index.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { naturalKey, rowProblems } from '#shared/registers/rows.ts';
import { deriveId } from '#sync/seal.ts';

/** A row to be written, with the id every laptop would give it. */
export type DemoRow = {
  readonly ledger: LedgerName;
  readonly id: string;
  readonly parent: string | null;
  readonly values: LedgerValues;
};

/** @throws Error for a row its own ledger would refuse: the county must be one an office could have typed */
export const rowOf = (name: LedgerName, parent: string | null, values: LedgerValues): DemoRow => {
  const ledger = ledgerNamed(name);
  const key = ledger && naturalKey(ledger, parent, values);
  if (!ledger || key == null) throw new Error(`${name}: a row without a key of its own`);
  const [problem] = rowProblems(ledger, values).filter(({ severity }) => severity === 'error');
  if (problem) throw new Error(`${name}: ${problem.message}`);
  return { ledger: name, id: deriveId(name, key), parent, values };
};

/** 万元 or 万美元 as the store keeps them: four digits behind the point. */
export const wan = (figure: number): number => Math.round(figure * 10_000);
