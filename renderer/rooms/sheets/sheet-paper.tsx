import { formatDay } from '#renderer/parts/formats.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { statusLabels } from '#shared/sheet-standing.ts';
import type { Sheet } from '#shared/sheets.ts';
import { ApprovalsSection } from './approvals-section.tsx';
import { DiagnosisSection } from './diagnosis-section.tsx';
import { GapsSection } from './gaps-section.tsx';
import { MeasuresTable } from './measures-table.tsx';
import { PaperSection } from './paper-section.tsx';
import { ResultsSection } from './results-section.tsx';
import { ReviewsSection } from './reviews-section.tsx';
import type { SheetCell } from './sheet-cells.ts';
import { type SheetForm, yearOf } from './sheet-form.ts';
import { SheetHead } from './sheet-head.tsx';
import classes from './sheet-paper.module.css';
import { SnapshotSection } from './snapshot-section.tsx';
import { TargetsSection } from './targets-section.tsx';
import { WordsRow } from './words-row.tsx';

type SheetPaperProps = {
  readonly firm: EnterpriseFile;
  readonly sheet: Sheet | null;
  readonly kept: KeptForm<SheetForm>;
  readonly missing: readonly SheetCell[];
  readonly onProgress: (measureId: string) => void;
  readonly onEvidence: (measureId: string) => void;
};

/** What a printed sheet must never leave open: whether it is issued. */
const standingOf = (sheet: Sheet | null): string => {
  if (!sheet || sheet.status === 'draft') return '草稿，未签发';
  if (sheet.status === 'lacking') return `${statusLabels.lacking}，不作为已签发`;
  return `签发：${sheet.issuedBy ?? ''} ${formatDay(sheet.issuedOn)}`;
};

/** The ruled paper form, edited in place. */
export const SheetPaper = (props: SheetPaperProps) => {
  const { firm, sheet, kept, missing } = props;
  const { form, change } = kept;
  const fixed = sheet !== null && sheet.status !== 'draft';
  const listed = { firmId: firm.id, year: yearOf(form), change, sheet, readOnly: fixed };
  const words = { kept, saved: sheet?.id ?? null, readOnly: fixed };
  return (
    <section className={classes.paper} aria-label="工作表" data-paper>
      <h2 className={classes.title}>
        {firm.name} {form.year || '____'}年 一企一策 工作表
      </h2>
      <p className={classes.standing}>
        {sheet && sheet.edition > 1 && `第 ${sheet.edition} 版　`}
        {standingOf(sheet)}
      </p>
      <SheetHead firm={firm} kept={kept} saved={words.saved} missing={missing} readOnly={fixed} />
      <PaperSection id="situation" title="一、现状">
        <SnapshotSection
          firmId={firm.id}
          snapshot={form.snapshot}
          change={change}
          readOnly={fixed}
        />
        <WordsRow
          {...words}
          cell="situation"
          label="现状"
          hint="生产经营、产品质量、标准、计量、认证、已获荣誉等补充说明"
        />
      </PaperSection>
      <PaperSection id="gaps" title="二、差距">
        <GapsSection {...listed} rows={form.gaps} />
        <WordsRow {...words} cell="gap" label="差距" hint="对照争创条件，还缺什么，原因在哪里" />
      </PaperSection>
      <PaperSection id="diagnosis" title="三、诊断">
        <DiagnosisSection answers={form.answers} change={change} readOnly={fixed} />
      </PaperSection>
      <PaperSection id="targets" title="四、目标">
        <TargetsSection {...listed} rows={form.targets} />
        <WordsRow {...words} cell="goal" label="目标" hint="今年要争创什么、达到什么" />
      </PaperSection>
      <PaperSection id="measures" title="五、措施">
        <MeasuresTable
          kept={kept}
          sheet={sheet}
          missing={missing}
          onProgress={props.onProgress}
          onEvidence={props.onEvidence}
        />
      </PaperSection>
      <PaperSection id="results" title="六、成效">
        <ResultsSection rows={form.results} change={change} sheet={sheet} />
      </PaperSection>
      <PaperSection id="reviews" title="七、会商评议">
        <ReviewsSection kept={kept} sheet={sheet} />
      </PaperSection>
      <PaperSection id="approvals" title="八、审批">
        <ApprovalsSection kept={kept} sheet={sheet} />
      </PaperSection>
    </section>
  );
};
