import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { type Assessed, type AssessedItem, bandOf, clausePoints } from '#shared/gaps.ts';
import { inOrder } from '#shared/scoring/scheme.ts';
import type { Desk } from './desk.ts';
import { numberOf, rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { readScheme } from './schemes.ts';

/** Self-assessments by the excellence criteria: percentages of clauses into points, group by group. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

/** @throws Refusal `record.missing` */
const assessed = (desk: StoreOf, id: string): Assessed => {
  const { values } = rowOf(desk, 'self_assessment', id);
  const versionId = textOf(values, 'schemeVersionId') ?? '';
  const { scheme } = readScheme(desk, versionId);
  const rows = new Map(
    rowsOf(desk, 'self_assessment_item', id).map((row) => [String(row.values.itemCode), row]),
  );
  const clauses = inOrder(scheme.items).map((item): AssessedItem => {
    const row = rows.get(item.code);
    const percent = row ? numberOf(row.values, 'percent') : null;
    const said = (key: string): string | null => (row ? textOf(row.values, key) : null);
    const isGroup = item.kind === '分组';
    return {
      rowId: row?.id ?? null,
      code: item.code,
      group: item.group,
      title: item.title,
      cap: item.cap ?? 0,
      isGroup,
      percent,
      points: isGroup ? 0 : clausePoints(item.cap ?? 0, percent),
      band: percent === null ? null : bandOf(percent),
      evidence: said('evidence'),
      improvement: said('improvement'),
      responsible: said('responsible'),
      dueOn: said('dueOn'),
    };
  });
  const items = clauses.map((item) =>
    item.isGroup
      ? {
          ...item,
          points: clauses
            .filter(({ group }) => group === item.code)
            .reduce((sum, { points }) => sum + points, 0),
        }
      : item,
  );
  const leaves = items.filter(({ isGroup }) => !isGroup);
  return {
    id,
    year: numberOf(values, 'year') ?? 0,
    versionId,
    title: scheme.title,
    state: textOf(values, 'state') ?? '草稿',
    total: leaves.reduce((sum, { points }) => sum + points, 0),
    full: scheme.full,
    filled: leaves.filter(({ percent }) => percent !== null).length,
    clauses: leaves.length,
    items,
  };
};

/** A firm's sheets, the newest first; those of one year by different editions stand beside each other. */
export const assessmentsOf = (desk: StoreOf, firmId: string): Assessed[] =>
  rowsOf(desk, 'self_assessment', firmId)
    .map(({ id }) => assessed(desk, id))
    .toSorted((a, b) => b.year - a.year || b.title.localeCompare(a.title, 'zh-CN'));

/** 定稿: the sheet stands. @throws Refusal `record.missing`, `record.fixed` */
export const finishAssessment = (desk: Bench, id: string): void => {
  const { values } = rowOf(desk, 'self_assessment', id);
  if (values.state === '定稿') throw Refusal.of('record.fixed', { what: '卓越绩效自评' });
  write(desk.store, { actor: desk.self.person, purpose: '卓越绩效自评定稿' }, (door) =>
    updateOwn(door, 'self_assessment', id, { state: '定稿' }),
  );
};
