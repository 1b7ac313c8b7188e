import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconFileCheck, IconVersions } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { ContestedNote } from '#renderer/parts/contested.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Page } from '#renderer/parts/page.tsx';
import { ReturnBar } from '#renderer/parts/returns/return-bar.tsx';
import { ReturnButton } from '#renderer/parts/returns/return-button.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import type { Sheet } from '#shared/sheets.ts';
import { MissingNote } from './missing-note.tsx';
import { ProgressDrawer } from './progress-drawer.tsx';
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
  readonly note?: ReactNode;
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
  const issued = sheet?.status === 'issued';
  return (
    <Page
      title={`${firm.name} ${kept.form.year}年 一企一策`}
      breadcrumbs={[sheetsCrumb]}
      subtitle={
        <span className={classes.facts}>
          {sheet && <StateBadge state={sheet.state} />}
          {issued && <span>已签发 {formatDay(sheet.issuedOn)}</span>}
          <DraftStatusText kept={kept} isNew={sheet === null} />
        </span>
      }
      actions={
        <>
          {sheet && <ReturnButton table="sheet" row={sheet.id} />}
          <UndoButtons kept={kept} />
          <Button
            variant={issued || kept.dirty || !sheet ? 'filled' : 'default'}
            leftSection={<IconDeviceFloppy size="1.1rem" aria-hidden />}
            title="Ctrl+S"
            loading={editor.saving}
            onClick={() => void editor.save()}
          >
            保存
          </Button>
          {issued && sheet.replacedBy === null && (
            <Button
              variant="default"
              leftSection={<IconVersions size="1.1rem" aria-hidden />}
              loading={editor.saving}
              onClick={() => void editor.startEdition()}
            >
              出新一版
            </Button>
          )}
          {!issued && (
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
      {sheet && <ReturnBar table="sheet" row={sheet.id} />}
      {sheet && <ContestedNote table="sheet" row={sheet.id} firmId={firm.id} />}
      <DraftNotes kept={kept} />
      {props.note}
      <MissingNote missing={editor.missing} note={editor.issueNote} />
      <SheetPaper
        firm={firm}
        sheet={sheet}
        kept={kept}
        missing={editor.missing}
        onProgress={openProgress}
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
        项措施。签发日期记为今天；签发后仍可记进展、改措施，改动都会留痕。
      </ConfirmDialog>
    </Page>
  );
};
