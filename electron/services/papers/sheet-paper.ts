import { writeSheetPaper } from '#documents/sheet-paper.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { getSheet, listSheets } from '#services/sheets.ts';
import { formatDate } from '#shared/dates.ts';
import { industryWords } from '#shared/industries.ts';
import { type SheetPaperValues, sheetPaper } from '#shared/papers/sheet-paper.ts';
import { approvalSteps } from '#shared/registers/sheet-parts.ts';
import { axes, axisScore, barriersIn } from '#shared/sheet-diagnosis.ts';
import { type SectionKey, type SheetSnapshot, yearTable } from '#shared/sheet-snapshot.ts';
import { standingWord } from '#shared/sheet-standing.ts';
import { gradeLabels, type Sheet, type SheetApproval, sheetGrades } from '#shared/sheets.ts';
import { makerOf } from './maker.ts';

/** 一企一策工作表 from the sheet as it is saved. */

const said = (value: string | number | null | undefined): string => String(value ?? '');
const dayOf = (iso: string | null | undefined): string => (iso ? formatDate(iso) : '');
const withUnit = (value: string | null, unit: string | null): string =>
  value === null || value === '' ? '' : `${value}${unit ?? ''}`;

/** What the frozen file said of a section, one fact a line. */
const factsIn = (snapshot: SheetSnapshot | null, section: SectionKey): string =>
  (snapshot?.sections ?? [])
    .filter(({ key }) => key === section)
    .flatMap(({ facts }) => facts)
    .map(({ label, value, year }) =>
      [`${year === null ? '' : `${year}年`}${label}`, ...(value === '有' ? [] : [value])].join(
        '：',
      ),
    )
    .join('\n');

/** A fact of the frozen file by its label. */
const factNamed = (snapshot: SheetSnapshot | null, label: string): string =>
  snapshot?.sections.find(({ key }) => key === 'firm')?.facts.find((fact) => fact.label === label)
    ?.value ?? '';

const economicsOf = (
  snapshot: SheetSnapshot | null,
): Pick<SheetPaperValues, 'year1' | 'year2' | 'year3' | 'economics'> => {
  const facts = snapshot?.sections.find(({ key }) => key === 'economics')?.facts ?? [];
  const { years, rows } = yearTable(facts);
  const [year1 = '', year2 = '', year3 = ''] = years.map((year) => `${year}年`);
  return {
    ...{ year1, year2, year3 },
    economics: rows.map(({ label, values: [value1 = '', value2 = '', value3 = ''] }) => ({
      ...{ label, value1, value2, value3 },
    })),
  };
};

const diagnosisOf = ({ answers }: Sheet): string => {
  const scores = axes.flatMap((axis) => {
    const score = axisScore(axis, answers);
    return score === null ? [] : [`${axis.label} ${score.points}/${score.most} 分`];
  });
  const there = barriersIn(answers);
  const remarks = answers.flatMap(({ remark }) => (remark ? [remark] : []));
  return [
    ...(scores.length > 0 ? [`三重三轻：${scores.join('，')}`] : []),
    ...(there.length > 0 ? [`主要障碍：${there.join('、')}`] : []),
    ...remarks,
  ].join('\n');
};

/** The opinion of each step that holds: the last one under the words as they are now. */
export const approvalsThatHold = ({ approvals }: Pick<Sheet, 'approvals'>): SheetApproval[] =>
  approvalSteps.flatMap((step) => {
    const last = approvals.findLast((one) => one.step === step);
    return last && !last.outdated ? [last] : [];
  });

/** @throws Refusal `record.missing` */
export const sheetPaperValues = (desk: Desk, id: string): SheetPaperValues => {
  const sheet = getSheet(desk, id);
  const { snapshot } = sheet;
  const firm = getEnterprise(desk, sheet.enterpriseId);
  // What the frozen file says goes before what it says today.
  const then = (label: string, now: string | number | null): string =>
    factNamed(snapshot, label) || said(now);
  const code = then('行业', firm.industry);
  const grade = sheetGrades.find((word) => word === sheet.grade);
  return {
    office: desk.self.officeName,
    firm: firm.name,
    year: String(sheet.year),
    edition: `第${sheet.edition}版`,
    standing: standingWord(sheet),
    draft: sheet.status === 'issued' ? '' : '草稿',
    issuedOn: dayOf(sheet.issuedOn),
    grade: grade ? gradeLabels[grade] : said(sheet.grade),
    uscc: then('信用代码', firm.uscc),
    legalRep: then('法定代表人', firm.legalRep),
    township: then('乡镇街道', firm.township),
    block: then('块状产业', firm.block),
    industry: industryWords(code) ?? code,
    tier: then('培育层级', firm.tier),
    products: factNamed(snapshot, '主导产品'),
    address: then('地址', firm.address),
    contact: then('联系人', firm.contactName),
    phone: then('联系电话', firm.contactPhone),
    filledOn: dayOf(snapshot?.filledOn),
    honours: factsIn(snapshot, 'honours'),
    ...economicsOf(snapshot),
    standards: factsIn(snapshot, 'standards'),
    certificates: factsIn(snapshot, 'certificates'),
    metrology: factsIn(snapshot, 'metrology'),
    inspection: factsIn(snapshot, 'inspection'),
    credit: factsIn(snapshot, 'credit'),
    situation: said(sheet.situation),
    gap: said(sheet.gap),
    gaps: sheet.gaps.map(({ indicator, unit, own, bench, benchName, gap }) => ({
      indicator: said(indicator),
      own: withUnit(own, unit),
      bench: withUnit(bench, unit),
      benchName: said(benchName),
      gap: said(gap),
    })),
    diagnosis: diagnosisOf(sheet),
    goal: said(sheet.goal),
    targets: sheet.targets.map(({ award, product, plannedYear, goal }) => ({
      award: said(award),
      product: said(product),
      plannedYear: said(plannedYear),
      goal: said(goal),
    })),
    measures: sheet.measures.map((measure, i) => ({
      no: String(i + 1),
      person: said(measure.person),
      duty: said(measure.duty),
      goal: said(measure.goal),
      task: said(measure.task),
      dueOn: dayOf(measure.dueOn),
      department: said(measure.department),
      resources: said(measure.resources),
      state: measure.state,
    })),
    progress: sheet.measures.flatMap(({ progress }, i) =>
      progress.map(({ onDate, percent, note, person }) => ({
        no: String(i + 1),
        onDate: dayOf(onDate),
        percent: percent === null ? '' : `${percent}%`,
        note,
        person: said(person),
      })),
    ),
    results: sheet.results.map(({ indicator, unit, before, after, asOf, effect }) => ({
      indicator: said(indicator),
      before: withUnit(before, unit),
      after: withUnit(after, unit),
      asOf: dayOf(asOf),
      effect: said(effect),
    })),
    reviews: sheet.reviews.map(({ heldOn, people, conclusions }) => ({
      heldOn: dayOf(heldOn),
      people: said(people),
      conclusions,
    })),
    approvals: approvalsThatHold(sheet).map(({ step, verdict, opinion, person, onDate }) => ({
      step,
      verdict,
      opinion: said(opinion),
      person,
      onDate: dayOf(onDate),
    })),
  };
};

/** Signatures whose pictures are here, by step. */
const signaturesOf = (desk: Desk, id: string) =>
  new Map(
    approvalsThatHold(getSheet(desk, id)).flatMap(({ step, signatures }) => {
      const [one] = signatures;
      const stored = one && desk.store.media.get(one.sha256);
      return stored && one.mime === 'image/jpeg'
        ? [[step, { jpeg: stored.bytes, width: one.width, height: one.height }] as const]
        : [];
    }),
  );

export const sheetPaperMaker = makerOf({
  paper: sheetPaper,
  newest: (desk) => listSheets(desk, { search: '', year: null })[0]?.id ?? null,
  read: (desk, id) => {
    const values = sheetPaperValues(desk, id);
    const draft = values.draft === '' ? '' : ` ${values.draft}`;
    return { values, name: `一企一策 ${values.firm} ${values.year} ${values.edition}${draft}` };
  },
  write: (values, desk, id) => writeSheetPaper(values, signaturesOf(desk, id), paperFaces(desk)),
});
