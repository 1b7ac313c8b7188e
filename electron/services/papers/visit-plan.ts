import { writeVisitPlanTable } from '#documents/visit-plan-paper.ts';
import type { Desk } from '#services/desk.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { planOf } from '#services/visit-plans.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { percentWords, shareOf } from '#shared/number-words.ts';
import { type VisitPlanValues, visitPlanTable } from '#shared/papers/visit-plan.ts';
import { quarterFrom, quarterKey, quarterOf, quarterWords } from '#shared/quarters.ts';
import { countPlan, planStandingWords } from '#shared/visit-plans.ts';
import { makerOf } from './maker.ts';

/** 走访计划表 of a quarter as it stands today. */

/** @param id `2026-1` @throws Refusal `record.missing`, `record.invalid` where nothing is planned */
export const visitPlanValues = (desk: Desk, id: string): VisitPlanValues => {
  const quarter = quarterFrom(id);
  if (!quarter) throw Refusal.of('record.missing', { what: '这个季度' });
  const lines = planOf(desk, quarter);
  if (lines.length === 0)
    throw Refusal.of('record.invalid', { problems: [`${quarterWords(quarter)}还没有走访计划`] });
  const { planned, assigned, visited } = countPlan(lines);
  const rate = shareOf(visited, assigned);
  return {
    office: desk.self.officeName,
    quarter: quarterWords(quarter),
    asOf: formatDate(localDate(desk.store.clock.now())),
    planned: String(planned),
    assigned: String(assigned),
    visited: String(visited),
    rate: rate === null ? '' : percentWords(rate),
    rows: lines.map((line, n) => ({
      no: String(n + 1),
      firm: line.firm.name,
      township: line.township ?? '',
      block: line.block ?? '',
      tier: line.tier ?? '',
      person: line.person ?? '',
      times: String(line.times),
      dueOn: line.dueOn,
      visits: String(line.visits),
      lastOn: line.lastOn ?? '',
      standing: planStandingWords[line.standing],
      purpose: line.deferred === null ? (line.purpose ?? '') : `暂缓：${line.deferred}`,
    })),
  };
};

/** This quarter's plan, where there is one. */
const newest = (desk: Desk): string | null => {
  const quarter = quarterOf(localDate(desk.store.clock.now()));
  return planOf(desk, quarter).length > 0 ? quarterKey(quarter) : null;
};

export const visitPlanTableMaker = makerOf({
  paper: visitPlanTable,
  newest,
  read: (desk, id) => {
    const values = visitPlanValues(desk, id);
    return { values, name: `${values.quarter}走访计划表` };
  },
  write: (values, desk) => writeVisitPlanTable(values, paperFaces(desk)),
});
