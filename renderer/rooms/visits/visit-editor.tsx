import { Button, Textarea } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { ContestedNote } from '#renderer/parts/contested.tsx';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Page } from '#renderer/parts/page.tsx';
import { notSaved, PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { ReturnBar } from '#renderer/parts/returns/return-bar.tsx';
import { ReturnButton } from '#renderer/parts/returns/return-button.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { FirmBrief } from './firm-brief.tsx';
import { IssueRows } from './issue-rows.tsx';
import { MoreFields } from './more-fields.tsx';
import { PeopleInput } from './people-input.tsx';
import { PhotosPanel } from './photos-panel.tsx';
import { RemoveVisit } from './remove-visit.tsx';
import { ServiceTypeChips } from './service-type-chips.tsx';
import { type OpenVisit, useVisitEditor } from './use-visit-editor.ts';
import classes from './visit-editor.module.css';

export const visitsCrumb = { label: '走访', href: '/visits' } as const;

type VisitEditorProps = Omit<OpenVisit, 'enterpriseId'> & { readonly firm: EnterpriseFile };

/** The two-minute form; a saved visit is shown in the same one. */
export const VisitEditor = ({ firm, ...open }: VisitEditorProps) => {
  const { visit } = open;
  const editing = useVisitEditor({ ...open, enterpriseId: firm.id });
  const { kept, problemOf } = editing;
  const { form, change } = kept;
  const saved = visit?.id ?? null;
  useFormKeys({ save: () => void editing.save(), undo: kept.undo, redo: kept.redo });
  return (
    <Page
      title={firm.name}
      breadcrumbs={[visitsCrumb]}
      subtitle={
        <span className={classes.facts}>
          <span>{visit ? `走访记录 ${formatDay(visit.visitedOn)}` : '记录走访'}</span>
          {visit && <StateBadge state={visit.state} />}
          <DraftStatusText kept={kept} isNew={visit === null} />
        </span>
      }
      actions={
        <>
          {visit && <RemoveVisit id={visit.id} dirty={kept.dirty} />}
          {visit && <ReturnButton table="visit" row={visit.id} />}
          {visit && (
            <PaperButton
              kind="visit-record"
              id={visit.id}
              label="走访记录"
              blocked={kept.dirty ? notSaved : null}
            />
          )}
          <UndoButtons kept={kept} />
          <Button
            leftSection={<IconDeviceFloppy size="1.1rem" aria-hidden />}
            title="Ctrl+S"
            loading={editing.saving}
            onClick={() => void editing.save()}
          >
            保存
          </Button>
        </>
      }
    >
      {visit && <ReturnBar table="visit" row={visit.id} />}
      {visit && <ContestedNote table="visit" row={visit.id} firmId={firm.id} />}
      <DraftNotes kept={kept} />
      <FirmBrief firm={firm} visitId={open.id} />
      <div className={classes.columns}>
        <div className={classes.card}>
          <Textarea
            label="走访内容"
            wrapperProps={cellOf('visit', saved, 'content')}
            size="md"
            minRows={6}
            maxRows={16}
            // A new visit is for writing; an old one is for reading first.
            autoFocus={visit === null}
            placeholder="看了什么、谈了什么、帮了什么"
            value={form.content}
            onChange={(event) => {
              const content = event.currentTarget.value;
              change((f) => ({ ...f, content }), 'content');
            }}
          />
          <ServiceTypeChips kept={kept} cell={cellOf('visit', saved, 'serviceTypes')} />
          <IssueRows kept={kept} problemOf={problemOf} saved={visit?.issues ?? []} />
          <MoreFields kept={kept} problemOf={problemOf} saved={saved} />
        </div>
        <div className={classes.card}>
          <DayInput
            id="visit-day"
            label="走访日期"
            wrapperProps={cellOf('visit', saved, 'visitedOn')}
            error={problemOf('visit-day')}
            value={form.visitedOn}
            onChange={(visitedOn) => change((f) => ({ ...f, visitedOn }), 'visitedOn')}
          />
          <PeopleInput
            kept={kept}
            error={problemOf('visit-participants')}
            known={[...new Set(firm.visits.flatMap((other) => other.participants))]}
          />
          <PhotosPanel kept={kept} intake={editing.intake} saved={visit?.photos ?? []} />
        </div>
      </div>
    </Page>
  );
};
