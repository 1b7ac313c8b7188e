import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Page } from '#renderer/parts/page.tsx';
import { notSaved, PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { RecordNotes } from '#renderer/parts/record-notes.tsx';
import { ReturnButton } from '#renderer/parts/returns/return-button.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import type { VisitPreparation } from '#shared/visit-brief.ts';
import { FileCorrections } from './file-corrections.tsx';
import { FirmBrief } from './firm-brief.tsx';
import { FirmPeopleInput } from './firm-people-input.tsx';
import { FoundMenu } from './found-menu.tsx';
import { IssueRows } from './issue-rows.tsx';
import { MoreFields } from './more-fields.tsx';
import { PeopleInput } from './people-input.tsx';
import { PhotosPanel } from './photos-panel.tsx';
import { PhraseTextarea } from './phrase-textarea.tsx';
import { PhrasesDrawer } from './phrases-drawer.tsx';
import { RemoveVisit } from './remove-visit.tsx';
import { ServiceTypeChips } from './service-type-chips.tsx';
import { SignaturesSection } from './signatures-section.tsx';
import { TemplateMenu } from './template-menu.tsx';
import { TimeInputs } from './time-inputs.tsx';
import { usePhrases } from './use-phrases.ts';
import { type OpenVisit, useVisitEditor } from './use-visit-editor.ts';
import classes from './visit-editor.module.css';
import { splitWords } from './visit-form.ts';
import { factId } from './visit-input.ts';
import { visitsCrumb } from './visits-crumb.ts';

type VisitEditorProps = Omit<OpenVisit, 'enterpriseId'> & {
  readonly firm: EnterpriseFile;
  readonly brief: VisitPreparation;
};

/** The two-minute form; a saved visit is shown in the same one. */
export const VisitEditor = ({ firm, brief, ...open }: VisitEditorProps) => {
  const { visit } = open;
  const editing = useVisitEditor({ ...open, enterpriseId: firm.id });
  const { kept, problemOf, problems } = editing;
  const { form, change } = kept;
  const saved = visit?.id ?? null;
  const shelf = usePhrases();
  const [managing, setManaging] = useState(false);
  const onManage = (): void => setManaging(true);
  const [correcting, setCorrecting] = useState(form.corrections.length > 0);
  useFormKeys({ save: () => void editing.save(), undo: kept.undo, redo: kept.redo });
  const goToFact = (key: string): void => {
    setCorrecting(true);
    requestAnimationFrame(() => document.getElementById(factId(key))?.focus());
  };
  const text = (key: 'content' | 'findings' | 'advice', label: string) => ({
    ...{ label, shelf, onManage, field: key, value: form[key] },
    wrapperProps: cellOf('visit', saved, key),
    onText: (said: string, typed: boolean) =>
      change((f) => ({ ...f, [key]: said }), typed ? key : undefined),
  });
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
          <FoundMenu
            status={brief.firm.status}
            busy={editing.saving}
            onFound={(status) => void editing.found(status)}
          />
          <TemplateMenu kept={kept} shelf={shelf} onManage={onManage} />
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
      {visit && <RecordNotes table="visit" row={visit.id} firmId={firm.id} />}
      <DraftNotes kept={kept} />
      <FirmBrief brief={brief} folded={visit !== null} onFact={goToFact} />
      {form.foundStatus !== '' && (
        <p className={classes.found} role="note">
          到访时企业{form.foundStatus}：企业档案的状态凭这次走访和照片改为{form.foundStatus}
          ，不必再填走访内容。
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.card}>
          <PhraseTextarea
            {...text('content', '走访内容')}
            id="visit-content"
            size="md"
            minRows={4}
            maxRows={16}
            error={problemOf('visit-content')}
            // A new visit is for writing; an old one is for reading first.
            autoFocus={visit === null}
            placeholder="看了什么、谈了什么、帮了什么"
          />
          <div className={classes.pair}>
            <PhraseTextarea {...text('findings', '发现')} minRows={2} maxRows={10} />
            <PhraseTextarea {...text('advice', '建议')} minRows={2} maxRows={10} />
          </div>
          <ServiceTypeChips kept={kept} cell={cellOf('visit', saved, 'serviceTypes')} />
          <IssueRows {...{ kept, problemOf, shelf, onManage }} saved={visit?.issues ?? []} />
          <FileCorrections
            kept={kept}
            facts={brief.facts}
            problemOf={problemOf}
            opened={correcting || problems.some((field) => field.startsWith(factId('')))}
            onOpen={setCorrecting}
          />
          <MoreFields {...{ kept, saved, shelf, onManage }} />
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
          <TimeInputs {...{ kept, problemOf, saved }} />
          <PeopleInput
            kept={kept}
            error={problemOf('visit-participants')}
            known={brief.colleagues}
          />
          <FirmPeopleInput kept={kept} saved={saved} known={brief.firmPeople} />
          <PhotosPanel kept={kept} intake={editing.intake} saved={visit?.photos ?? []} />
          <SignaturesSection
            visitId={saved}
            dirty={kept.dirty}
            people={{
              企业: splitWords(form.firmPeople)[0] ?? '',
              我方: form.participants[0] ?? '',
            }}
          />
        </div>
      </div>
      <PhrasesDrawer shelf={shelf} opened={managing} onClose={() => setManaging(false)} />
    </Page>
  );
};
