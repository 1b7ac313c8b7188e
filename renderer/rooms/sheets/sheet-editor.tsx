import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconFileCheck, IconVersions } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { AttachmentsDrawer } from '#renderer/parts/attachments/attachments-drawer.tsx';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { formatDay, today } from '#renderer/parts/formats.ts';
import { Page } from '#renderer/parts/page.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { RecordNotes } from '#renderer/parts/record-notes.tsx';
import { ReturnButton } from '#renderer/parts/returns/return-button.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { lackingWords } from '#shared/sheet-approval.ts';
import { statusLabels } from '#shared/sheet-standing.ts';
import type { Sheet } from '#shared/sheets.ts';
import { EditionsNote } from './editions-note.tsx';
import { MissingNote } from './missing-note.tsx';
import { SectionBar } from './paper-section.tsx';
import { ProgressDrawer } from './progress-drawer.tsx';
import { RemoveSheet } from './remove-sheet.tsx';
import { missingCells } from './sheet-cells.ts';
import classes from './sheet-editor.module.css';
import type { SheetForm } from './sheet-form.ts';
import { SheetPaper } from './sheet-paper.tsx';
import { useSheetEditor } from './use-sheet-editor.ts';

export const sheetsCrumb = { label: '一企一策', href: '/sheets' } as const;

export type SheetEditorProps = {
  readonly id: string;
  readonly firm: EnterpriseFile;
  /** The saved sheet as a form, or the blank form. Memoised. */
  readonly base: SheetForm;
  /** Null while it was never saved. */
  readonly sheet: Sheet | null;
  readonly draftKey: string;
  readonly stored: StoredDraft<SheetForm> | null;
  readonly note?: (kept: KeptForm<SheetForm>) => ReactNode;
};

/** One sheet: the paper, edited in place, with its saving, issuing and progress. */
export const SheetEditor = (props: SheetEditorProps) => {
  const { firm, sheet } = props;
  const editor = useSheetEditor(props);
  const { kept } = editor;
  const [progressOf, setProgressOf] = useState<string | null>(null);
  useFormKeys({ save: () => void editor.save(), undo: kept.undo, redo: kept.redo });
  const { saveFirst } = editor;
  const openProgress = useCallback(
    async (measureId: string): Promise<void> => {
      if (await saveFirst(measureId)) setProgressOf(measureId);
    },
    [saveFirst],
  );
  const status = sheet?.status ?? 'draft';
  const [evidenceOf, setEvidenceOf] = useState<string | null>(null);
  const lackingCells = useMemo(
    () => (status === 'lacking' ? missingCells(kept.form, kept.base, today()) : editor.missing),
    [status, kept.form, kept.base, editor.missing],
  );
  return (
    <Page
      title={`${firm.name} ${kept.form.year}年 一企一策`}
      breadcrumbs={[sheetsCrumb]}
      subtitle={
        <span className={classes.facts}>
          {sheet && <StateBadge state={sheet.state} />}
          {sheet && sheet.edition > 1 && <span>第 {sheet.edition} 版</span>}
          {status === 'issued' && <span>已签发 {formatDay(sheet?.issuedOn ?? null)}</span>}
          {status === 'lacking' && <span>{statusLabels.lacking}</span>}
          {sheet && sheet.awaits.length > 0 && <span>{lackingWords(sheet.awaits)}</span>}
          <DraftStatusText kept={kept} isNew={sheet === null} />
        </span>
      }
      actions={
        <>
          {sheet && <RemoveSheet sheet={sheet} dirty={kept.dirty} />}
          {sheet && <ReturnButton table="sheet" row={sheet.id} />}
          <UndoButtons kept={kept} />
          {sheet && (
            <PaperButton
              kind="sheet"
              id={sheet.id}
              label="工作表文书"
              blocked={kept.dirty ? '先保存，文书按已保存的内容生成' : null}
            />
          )}
          <Button
            variant={kept.dirty || !sheet ? 'filled' : 'default'}
            leftSection={<IconDeviceFloppy size="1.1rem" aria-hidden />}
            title="Ctrl+S"
            loading={editor.saving}
            onClick={() => void editor.save()}
          >
            保存
          </Button>
          {sheet && status !== 'draft' && sheet.replacedBy === null && (
            <Button
              variant="default"
              leftSection={<IconVersions size="1.1rem" aria-hidden />}
              loading={editor.saving}
              onClick={() => void editor.startEdition()}
            >
              出新一版
            </Button>
          )}
          {status === 'draft' && (
            <Button
              variant={kept.dirty || !sheet ? 'default' : 'filled'}
              leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
              onClick={editor.askToIssue}
            >
              签发
            </Button>
          )}
        </>
      }
    >
      {sheet && <RecordNotes table="sheet" row={sheet.id} firmId={firm.id} />}
      <DraftNotes kept={kept} />
      {props.note?.(kept)}
      {sheet && <EditionsNote sheet={sheet} />}
      <MissingNote
        missing={lackingCells}
        unreadable={editor.unreadable}
        lacking={status === 'lacking'}
        note={
          editor.issueNote ??
          (sheet && status === 'lacking' && sheet.awaits.length > 0
            ? `签发待补，${lackingWords(sheet.awaits)}。签署同意前，不作为已签发。`
            : null)
        }
      />
      <SectionBar />
      <SheetPaper
        firm={firm}
        sheet={sheet}
        kept={kept}
        missing={lackingCells}
        onProgress={openProgress}
        onEvidence={setEvidenceOf}
      />
      <AttachmentsDrawer
        owner={evidenceOf === null ? null : { table: 'measure', id: evidenceOf }}
        title={kept.form.measures.find(({ id }) => id === evidenceOf)?.task ?? ''}
        onClose={() => setEvidenceOf(null)}
      />
      <ProgressDrawer
        kept={kept}
        sheet={sheet}
        measureId={progressOf}
        onClose={() => setProgressOf(null)}
      />
      <ConfirmDialog
        opened={editor.issuing}
        title="签发工作表"
        confirm="签发"
        busy={editor.saving}
        onConfirm={() => void editor.issue()}
        onClose={editor.cancelIssue}
      >
        签发「{firm.name} {kept.form.year}年 一企一策 工作表」，共 {kept.form.measures.length}{' '}
        项措施。签发日期记为今天；签发后五定和各项文字不再改，仍可记进展、佐证、成效和会商，要改请出新一版。
      </ConfirmDialog>
    </Page>
  );
};
