import { definePaper, figure, type PaperValues, rows, text } from './paper.ts';

/** 走访计划表 of a quarter, with what has been visited by the day it is made. */
export const visitPlanTable = definePaper({
  kind: 'visit-plan-table',
  label: '走访计划表',
  format: 'xlsx',
  fields: {
    office: text('填报单位', '本单位名称'),
    quarter: text('季度'),
    asOf: text('截至日期'),
    planned: figure('计划企业数', '家'),
    assigned: figure('应走访企业数', '家'),
    visited: figure('已走访企业数', '家'),
    rate: text('走访覆盖率'),
    rows: rows('计划', {
      no: text('序号'),
      firm: text('企业名称'),
      township: text('乡镇街道'),
      block: text('块状产业'),
      tier: text('培育层级'),
      person: text('走访人'),
      times: figure('计划次数'),
      dueOn: text('完成期限'),
      visits: figure('已走访次数'),
      lastOn: text('最近走访'),
      standing: text('状态'),
      purpose: text('走访事由'),
    }),
  },
});
export type VisitPlanValues = PaperValues<typeof visitPlanTable>;
