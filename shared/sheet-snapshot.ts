import { z } from 'zod';

/** 现状 of a sheet: what the firm's file said on the day it was filled in, frozen, and what has changed since. */

export const snapshotSections = [
  { key: 'firm', label: '企业概况' },
  { key: 'economics', label: '经济指标' },
  { key: 'honours', label: '获得荣誉' },
  { key: 'standards', label: '执行标准' },
  { key: 'certificates', label: '认证与准入' },
  { key: 'metrology', label: '计量' },
  { key: 'inspection', label: '检验检测' },
  { key: 'credit', label: '质量信用' },
] as const;
export type SectionKey = (typeof snapshotSections)[number]['key'];

/** One thing the file said. `key` says across fillings that it is the same thing. */
const fact = z.object({
  key: z.string().max(200),
  label: z.string().max(200),
  /** With its unit, as it is read; empty where the label says it all. */
  value: z.string().max(1_000),
  /** Of a figure that is told year by year. */
  year: z.number().int().nullable(),
});
export type SnapshotFact = z.infer<typeof fact>;

export const sheetSnapshot = z.object({
  /** `YYYY-MM-DD` */
  filledOn: z.string().max(10),
  filledBy: z.string().max(100),
  sections: z
    .array(
      z.object({
        key: z.enum(snapshotSections.map(({ key }) => key)),
        facts: z.array(fact).max(400),
      }),
    )
    .max(snapshotSections.length),
});
export type SheetSnapshot = z.infer<typeof sheetSnapshot>;

/** What a cell of a sheet holds, read; null where it holds nothing, or what a later program wrote otherwise. */
export const readSnapshot = (text: string | null): SheetSnapshot | null => {
  if (text === null) return null;
  try {
    return sheetSnapshot.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

export type SnapshotChange = {
  readonly section: SectionKey;
  readonly label: string;
  readonly year: number | null;
  /** Null: not there then. */
  readonly was: string | null;
  /** Null: no longer there. */
  readonly now: string | null;
};

const byKey = (snapshot: SheetSnapshot): ReadonlyMap<string, SnapshotFact & { in: SectionKey }> =>
  new Map(
    snapshot.sections.flatMap(({ key, facts }) =>
      facts.map((one) => [`${key} ${one.year ?? ''} ${one.key}`, { ...one, in: key }] as const),
    ),
  );

/** What the file says differently now, in the order of the form; empty where it says the same. */
export const changesSince = (before: SheetSnapshot, after: SheetSnapshot): SnapshotChange[] => {
  const [old, fresh] = [byKey(before), byKey(after)];
  const all = new Map([...fresh, ...old]);
  const order = snapshotSections.map(({ key }) => key);
  return [...all]
    .flatMap(([key, one]): SnapshotChange[] => {
      const [past, present] = [old.get(key), fresh.get(key)];
      if (past?.label === present?.label && past?.value === present?.value) return [];
      const [was, is] = [past, present].map((fact) => (fact ? fact.value || fact.label : null));
      return [
        { section: one.in, label: one.label, year: one.year, was: was ?? null, now: is ?? null },
      ];
    })
    .toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
};

/** Figures told by year as rows of a table: one indicator a row, the newest year first. */
export const yearTable = (
  facts: readonly SnapshotFact[],
): {
  readonly years: readonly number[];
  readonly rows: readonly { readonly label: string; readonly values: readonly string[] }[];
} => {
  const yearly = facts.filter(({ year }) => year !== null);
  const years = [...new Set(yearly.map(({ year }) => year ?? 0))].toSorted((a, b) => b - a);
  const rows = [...Map.groupBy(yearly, ({ key }) => key).values()].map((own) => ({
    label: own[0]?.label ?? '',
    values: years.map((year) => own.find((one) => one.year === year)?.value ?? ''),
  }));
  return { years, rows };
};
