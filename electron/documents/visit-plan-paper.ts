import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { VisitPlanValues } from '#shared/papers/visit-plan.ts';
import { writeListTable } from './list-paper.ts';

/** 走访计划表 as a workbook: a row a firm, figures that Excel can add up. */

const columns = [
  { key: 'no', title: '序号', width: 6, kind: 'number', centred: true },
  { key: 'firm', title: '企业名称', width: 32, kind: 'text', centred: false },
  { key: 'township', title: '乡镇街道', width: 11, kind: 'text', centred: true },
  { key: 'block', title: '块状产业', width: 11, kind: 'text', centred: true },
  { key: 'tier', title: '培育层级', width: 7, kind: 'text', centred: true },
  { key: 'person', title: '走访人', width: 13, kind: 'text', centred: true },
  { key: 'times', title: '计划次数', width: 7, kind: 'number', centred: true },
  { key: 'dueOn', title: '完成期限', width: 16, kind: 'day', centred: true },
  { key: 'visits', title: '已走访次数', width: 10, kind: 'number', centred: true },
  { key: 'lastOn', title: '最近走访', width: 16, kind: 'day', centred: true },
  { key: 'standing', title: '状态', width: 10, kind: 'text', centred: true },
  { key: 'purpose', title: '走访事由', width: 26, kind: 'text', centred: false },
] as const;

export const writeVisitPlanTable = (
  values: VisitPlanValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> =>
  writeListTable(
    columns,
    values.rows,
    {
      name: '走访计划表',
      title: `${values.quarter}走访计划表`,
      left: `填报单位：${values.office}`,
      right: `截至${values.asOf}`,
      total: `计划 ${values.planned} 家，应走访 ${values.assigned} 家，已走访 ${values.visited} 家，走访覆盖率 ${values.rate || '—'}`,
    },
    faces,
  );
