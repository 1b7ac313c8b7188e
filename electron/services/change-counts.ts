import { ledgerNamed } from '#shared/registers/index.ts';

/** What tables are called when changes are counted for people. Counting unit: changes (条变更). */
const labels: Readonly<Record<string, string>> = {
  enterprise: '企业',
  sheet: '一企一策',
  measure: '措施',
  progress: '措施进展',
  visit: '走访',
  participant: '参加人员',
  issue: '问题',
  photo: '照片与附件',
  remark: '退回与答复',
  firm_pair: '重复档案',
};

export const tableLabel = (table: string): string =>
  labels[table] ?? ledgerNamed(table)?.label ?? '其他';

/** One count of changes by table out of many. */
export const sumCounts = (
  parts: Iterable<Readonly<Record<string, number>>>,
): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const part of parts)
    for (const [table, n] of Object.entries(part)) counts[table] = (counts[table] ?? 0) + n;
  return counts;
};

export const countByLabel = (
  counts: Readonly<Record<string, number>>,
): { label: string; changes: number }[] =>
  Object.entries(counts).map(([table, changes]) => ({ label: tableLabel(table), changes }));
