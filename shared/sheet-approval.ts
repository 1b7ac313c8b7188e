/**
 * Whose agreement a sheet needs before it may be issued, as its county decided. Nothing is stored of the outcome: it is
 * worked out from the rules and the opinions there are, so that it holds whichever door the sheet came through.
 */

/** Steps of the approval a county may ask for, in their order; what each is called as an act. */
export const gatedSteps = ['科室负责人', '分管领导'] as const;
export type GatedStep = (typeof gatedSteps)[number];
export const gatedLabels: Readonly<Record<GatedStep, string>> = {
  科室负责人: '科室负责人审核',
  分管领导: '分管领导审批',
};

/** Classes of sheets (类别) each step is asked for; none where nobody need agree. */
export type StepGrades = Readonly<Record<GatedStep, readonly string[]>>;

export type ApprovalRule = {
  readonly id: string;
  /** GB/T 2260, of the county. */
  readonly division: string;
  /** `YYYY-MM-DD`: sheets issued on this day or later are held to it. */
  readonly fromOn: string;
  /** When it was entered: of two that begin on one day, the later holds. */
  readonly saidAt: string;
  readonly grades: StepGrades;
};

/** A sheet that nobody says the day of is held to the newest rule. */
const lastDay = '9999-12-31';

const orderOf = ({ fromOn, saidAt, id }: ApprovalRule): string => `${fromOn} ${saidAt} ${id}`;

/**
 * The rule a sheet is held to.
 *
 * @param division of its firm; of a firm without one, the county is the only one there are rules of
 * @param day it was or is to be issued on, `YYYY-MM-DD`; null where that is not known
 */
export const ruleOn = (
  rules: readonly ApprovalRule[],
  division: string | null,
  day: string | null,
): ApprovalRule | null => {
  const counties = new Set(rules.map((rule) => rule.division));
  const county = division ?? (counties.size === 1 ? rules[0]?.division : undefined);
  const [last] = rules
    .filter((rule) => rule.division === county && rule.fromOn <= (day ?? lastDay))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
  return last ?? null;
};

/** The steps a sheet of a class needs; one of no class needs whatever some class does. */
export const stepsNeeded = (rule: ApprovalRule | null, grade: string | null): GatedStep[] =>
  gatedSteps.filter((step) => {
    const grades = rule?.grades[step] ?? [];
    return grade === null ? grades.length > 0 : grades.includes(grade);
  });

export type StepOpinion = {
  readonly step: string;
  readonly verdict: string;
  /** The sheet reads otherwise now than when it was signed. */
  readonly outdated: boolean;
  /** Of the desk it was entered at; null from a program that did not note it. */
  readonly role: string | null;
};

/** Steps that still have to agree. @param opinions oldest first; of each step the last entered at an office holds */
export const stepsLacking = (
  needed: readonly GatedStep[],
  opinions: readonly StepOpinion[],
): GatedStep[] =>
  needed.filter((step) => {
    const last = opinions.findLast((one) => one.step === step && one.role === 'county');
    return last?.verdict !== '同意' || last.outdated;
  });

/** What a list says of them: 「还差：分管领导审批」; empty where nobody is waited for. */
export const lackingWords = (lacking: readonly GatedStep[]): string =>
  lacking.length === 0 ? '' : `还差：${lacking.map((step) => gatedLabels[step]).join('、')}`;
