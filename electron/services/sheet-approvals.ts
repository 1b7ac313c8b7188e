import type { MeasureRecord, SheetRecord } from '#db/queries/sheets.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import {
  type ApprovalRule,
  type GatedStep,
  gatedSteps,
  ruleOn,
  type StepGrades,
  stepsLacking,
  stepsNeeded,
} from '#shared/sheet-approval.ts';
import type { ApprovalRuleView } from '#shared/sheets.ts';
import type { Desk } from './desk.ts';
import { insertOwn, rowsOf, textOf } from './own-rows.ts';
import { approvalRows, digestsOf, gapsOf, isOutdated, targetsOf } from './sheet-parts.ts';

/** Who must agree before a sheet is issued: the county's rules, and what each sheet still waits for. */

const table = 'approval_rule';

const columns: Readonly<Record<GatedStep, string>> = { 科室负责人: 'section', 分管领导: 'leader' };

const gradesIn = (values: LedgerValues): StepGrades => {
  const of = (step: GatedStep): string[] =>
    (textOf(values, columns[step]) ?? '').split('、').filter((grade) => grade !== '');
  return { 科室负责人: of('科室负责人'), 分管领导: of('分管领导') };
};

type Rule = ApprovalRule & { readonly office: string | null };

/** Rules of counties; a row that another desk wrote is none. */
const rulesOf = (desk: Pick<Desk, 'store'>): Rule[] =>
  rowsOf(desk, table)
    .filter(({ values }) => values.role === 'county')
    .map(({ id, values }) => ({
      id,
      division: String(values.division),
      fromOn: String(values.fromOn),
      saidAt: textOf(values, 'saidAt') ?? '',
      grades: gradesIn(values),
      office: textOf(values, 'office'),
    }));

export const approvalRule = (desk: Pick<Desk, 'store' | 'self'>): ApprovalRuleView => {
  const rule = ruleOn(rulesOf(desk), desk.self.division, null) as Rule | null;
  return {
    rule: rule && { fromOn: rule.fromOn, grades: rule.grades, office: rule.office },
    own: desk.self.role === 'county',
  };
};

/**
 * Sets what this county asks for, of sheets issued from a day on.
 *
 * @throws Refusal `rule.office` at the desk of an officer or a city, `record.invalid` for a day that is past
 */
export const saveApprovalRule = (
  desk: Pick<Desk, 'store' | 'self'>,
  input: { readonly fromOn: string; readonly grades: StepGrades },
): ApprovalRuleView => {
  const { store, self } = desk;
  if (self.role !== 'county') throw Refusal.of('rule.office');
  const now = store.clock.now();
  if (input.fromOn < localDate(now))
    throw Refusal.of('record.invalid', {
      problems: ['生效日期不能早于今天：已经签发的工作表不受影响'],
    });
  write(store, { actor: self.person, purpose: '设定签发前审批' }, (door) =>
    insertOwn(desk, door, table, {
      id: store.clock.uuid(),
      values: {
        ...{ division: self.division, fromOn: input.fromOn, saidAt: now.toISOString() },
        ...Object.fromEntries(
          gatedSteps.map((step) => [columns[step], input.grades[step].join('、') || null]),
        ),
        ...{ office: self.officeName, role: self.role },
      },
    }),
  );
  return approvalRule(desk);
};

type Asked = {
  readonly record: SheetRecord & { readonly division: string | null };
  /** Live ones. */
  readonly measures: readonly MeasureRecord[];
};

export type Approval = {
  readonly needs: readonly GatedStep[];
  readonly awaits: readonly GatedStep[];
};

/** Up to so many sheets (张) their opinions are looked up by sheet; beyond, all there are are read once. */
const askedOneByOne = 20;

const nobody: Approval = { needs: [], awaits: [] };

/**
 * What each sheet needs and waits for. One that somebody issued is held to the rule of its day, one that nobody did to
 * today's; without a rule of its county nothing is read.
 */
export const sheetApprovals = (
  desk: Pick<Desk, 'store'>,
  sheets: readonly Asked[],
): ((id: string) => Approval) => {
  const rules = rulesOf(desk);
  if (rules.length === 0) return () => nobody;
  const today = localDate(desk.store.clock.now());
  const needed = sheets.flatMap((sheet) => {
    const { division, status, issuedOn, grade } = sheet.record;
    const day = status === 'issued' ? issuedOn : today;
    const needs = stepsNeeded(ruleOn(rules, division, day), grade);
    return needs.length === 0 ? [] : [{ ...sheet, needs }];
  });
  const bySheet =
    needed.length > askedOneByOne
      ? Map.groupBy(rowsOf(desk, 'sheet_approval'), ({ parentId }) => parentId)
      : undefined;
  const found = new Map<string, Approval>();
  for (const { record, measures, needs } of needed) {
    const { id, status } = record;
    const rows = bySheet ? (bySheet.get(id) ?? []) : rowsOf(desk, 'sheet_approval', id);
    const now =
      rows.length === 0
        ? null
        : digestsOf({ ...record, measures, gaps: gapsOf(desk, id), targets: targetsOf(desk, id) });
    const said = approvalRows(rows).map(({ values }) => ({
      step: String(values.step),
      verdict: String(values.verdict),
      outdated: now !== null && isOutdated(textOf(values, 'digest'), now, status === 'issued'),
      role: textOf(values, 'role'),
    }));
    found.set(id, { needs, awaits: stepsLacking(needs, said) });
  }
  return (id) => found.get(id) ?? nobody;
};
