import type { Database } from 'better-sqlite3';
import { Refusal } from '#shared/errors.ts';
import { type Migration, migrations } from './migrations/index.ts';

/** The version of the schema in the file: `PRAGMA user_version`, 0 for a new one. */
export const schemaVersion = (db: Database): number =>
  db.pragma('user_version', { simple: true }) as number;

/** The newest version this program knows. */
export const knownVersion = (steps: readonly Migration[] = migrations): number =>
  steps.at(-1)?.version ?? 0;

const assertIncreasing = (steps: readonly Migration[]): void => {
  for (const [i, step] of steps.entries()) {
    const before = steps[i - 1];
    if (before && before.version >= step.version)
      throw new Error(`Migration ${step.version} does not come after ${before.version}.`);
  }
};

/**
 * Brings the schema up to date, one transaction a step; a new file in one.
 *
 * Own runner because drizzle's skips a step merged late with an older stamp, and its table
 * rebuilds delete children by cascade (docs/decisions/0003). Foreign keys are switched off outside the
 * transaction, where SQLite still listens, and checked before each step is kept.
 *
 * @param beforeFirst called once when there is something to do and the file is not new: take a backup.
 * @throws Refusal `store.newer`
 */
export const migrate = (
  db: Database,
  options: { readonly steps?: readonly Migration[]; readonly beforeFirst?: () => void } = {},
): void => {
  const steps = options.steps ?? migrations;
  assertIncreasing(steps);
  const found = schemaVersion(db);
  const known = knownVersion(steps);
  if (found > known) throw Refusal.of('store.newer', { found, known });
  const pending = steps.filter((step) => step.version > found);
  if (pending.length === 0) return;
  if (found > 0) options.beforeFirst?.();
  const run = (step: Migration): void => {
    db.exec(step.sql);
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0)
      throw new Error(`Migration ${step.version} leaves ${broken.length} broken references.`);
    db.pragma(`user_version = ${step.version}`);
  };
  db.pragma('foreign_keys = OFF');
  try {
    // A new file is whole or empty: one wait for the disk instead of one a step.
    const portions = found === 0 ? [pending] : pending.map((step) => [step]);
    for (const portion of portions) db.transaction(() => portion.forEach(run))();
  } finally {
    db.pragma('foreign_keys = ON');
  }
};
