import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableDigests } from '#db/queries/digest.ts';
import { rowsOfFirms } from '#db/queries/synced-rows.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise, saveEnterprise } from '#services/enterprises.ts';
import { idOfCode } from '#services/import-firms.ts';
import { readImport } from '#services/import-tables.ts';
import { importFile } from '#services/imports.ts';
import type { SaveEnterprise } from '#shared/enterprises.ts';
import type { PlanInput } from '#shared/imports.ts';
import { sha256Stream } from '#sync/seal.ts';
import { type Device, newDevice } from './device.ts';
import { csvText, demoCreditCode, demoFirmName } from './roster-fixtures.ts';

/** An office that imports tables: a new store for every test, with files to choose from. */

export type TableToTake = { readonly path: string; readonly fileName: string };

/** A list of firms as CSV. */
export const roster = (...rows: string[][]): string =>
  csvText([['企业名称', '统一社会信用代码', '注册资金', '注册地址'], ...rows]);

/** The n-th demo firm as a row of `roster`. */
export const firm = (n: number, capital = '100万', address = `湖口镇${n}号`): string[] => [
  demoFirmName(n),
  demoCreditCode(n),
  capital,
  address,
];
export const firmId = (n: number): string => idOfCode(demoCreditCode(n));

/** What the form of a firm holds. */
const formKeys = [
  ...['id', 'uscc', 'name', 'formerNames', 'type', 'legalRep', 'foundedOn', 'capitalText'],
  ...['scope', 'township', 'address', 'contactName', 'contactPhone', 'status', 'tier', 'note'],
] as const;

/** @param dir an empty folder of the test's own */
export const importOffice = (dir: string) => {
  let device: Device;
  let nth = 0;
  const desk = (): Desk => device.desk();
  /** As a person may have planned it: what is not said is as proposed. */
  const planned = (file: TableToTake, plan: Partial<PlanInput>): PlanInput => ({
    mapping: plan.mapping ?? readImport(desk(), file).mapping,
    choice: plan.choice ?? {},
    answers: plan.answers ?? {},
  });
  const take = (file: TableToTake, plan?: Partial<PlanInput>) =>
    importFile(desk(), {
      ...file,
      dryRun: false,
      plan: plan && planned(file, plan),
    });
  const stored = (n: number) => getEnterprise(desk(), firmId(n));
  const save = (form: object): void => {
    const whole = Object.fromEntries(formKeys.map((key) => [key, null]));
    saveEnterprise(desk(), { ...whole, ...form } as unknown as SaveEnterprise);
  };
  return {
    /** For `beforeEach`. */
    begin: async (): Promise<() => void> => {
      nth += 1;
      device = await newDevice(join(dir, String(nth)), {
        role: 'officer',
        officeName: '澜溪县局',
        person: '张三',
      });
      return () => device.session.close();
    },
    desk,
    device: (): Device => device,
    put: (fileName: string, bytes: Uint8Array | string): TableToTake => {
      const path = join(dir, `${nth}-${fileName}`);
      writeFileSync(path, bytes);
      return { path, fileName };
    },
    take,
    answered: (file: TableToTake, answers: PlanInput['answers']) => take(file, { answers }),
    stored,
    /** A digest of every table. */
    content: () => tableDigests(desk().store, sha256Stream),
    rowsOf: (ledger: 'economics' | 'product' | 'honour', n: number) =>
      (rowsOfFirms(desk().store, ledger, [firmId(n)]).get(firmId(n)) ?? []).filter(
        ({ deleted }) => deleted === 0,
      ),
    /** The form of a firm, saved; what is not named is empty. */
    save,
    /** The form of a firm, saved with some changes. */
    edit: (n: number, change: Partial<SaveEnterprise>): void => {
      const now = stored(n);
      save({ ...Object.fromEntries(formKeys.map((key) => [key, now[key] ?? null])), ...change });
    },
  };
};
