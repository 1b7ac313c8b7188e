import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCheck, IconDeviceFloppy, IconPencil } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { useNotesKnown } from '#renderer/parts/record-notes.tsx';
import { ReturnBar } from '#renderer/parts/returns/return-bar.tsx';
import { ReturnButton } from '#renderer/parts/returns/return-button.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { type StoredDraft, useStoredDraft } from '#renderer/parts/use-draft.ts';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import type { Answers } from '#shared/campaigns/answers.ts';
import { type ReturnFile, returnStateLabels } from '#shared/campaigns/views.ts';
import classes from './campaigns.module.css';
import { campaignCrumbs } from './crumbs.ts';
import { FactDialog } from './fact-dialog.tsx';
import { FactLine } from './fact-line.tsx';
import { PhotoAnswer } from './photo-answer.tsx';
import { formOfReturn, type ReturnForm, returnForm } from './return-form.ts';
import { SheetForm } from './sheet-form.tsx';
import { useReturnEditor } from './use-return-editor.ts';

const crumbsOf = ({ campaign }: ReturnFile) => [
  ...campaignCrumbs,
  { label: campaign.title, href: `/visits/campaigns/${campaign.id}/firms` },
];

/** Questions the file knows more recently than the return, which nobody has answered anew since. */
const olderAnswers = (file: ReturnFile, answers: Answers): ReadonlySet<string> =>
  new Set(
    Object.entries(file.facts).flatMap(([id, { newer }]) =>
      newer && file.answers[id] === answers[id] ? [id] : [],
    ),
  );

type FillingProps = { readonly file: ReturnFile; readonly stored: StoredDraft<ReturnForm> | null };

const Reopen = ({ file }: { readonly file: ReturnFile }) => {
  const reopen = useTell(api.campaigns.reopenReturn.mutate, { changes: ['visits'] });
  return (
    <Button
      variant="default"
      leftSection={<IconPencil size="1.1rem" aria-hidden />}
      loading={reopen.isPending}
      disabled={file.campaign.closedOn !== null}
      onClick={() => reopen.mutate({ id: file.id })}
    >
      修改答卷
    </Button>
  );
};

const Filling = ({ file, stored }: FillingProps) => {
  const { campaign, version, firm } = file;
  const base = useMemo(() => formOfReturn(file), [file]);
  const editing = useReturnEditor({ file, base, stored });
  const { kept } = editing;
  const { answers, changes } = editing;
  const beneath = useMemo(() => {
    const byQuestion = new Map(changes.map((change) => [change.questionId, change]));
    return new Map(
      Object.entries(file.facts).map(([id, fact]) => [
        id,
        <FactLine key={id} fact={fact} change={byQuestion.get(id)} />,
      ]),
    );
  }, [file.facts, changes]);
  const isFixed = file.completedOn !== null || campaign.closedOn !== null || version === null;
  useFormKeys({ save: () => void editing.save(false), undo: kept.undo, redo: kept.redo });
  return (
    <Page
      title={firm.name}
      breadcrumbs={crumbsOf(file)}
      subtitle={
        <span className={classes.facts}>
          <span>{returnStateLabels[file.standing]}</span>
          {file.completedOn !== null && (
            <span>
              {formatDay(file.completedOn)} {file.completedBy} 完成
            </span>
          )}
          <StateBadge state={file.state} />
          {!isFixed && <DraftStatusText kept={kept} isNew={file.standing === 'notBegun'} />}
        </span>
      }
      actions={
        isFixed ? (
          <>
            {file.standing !== 'notBegun' && <ReturnButton table="campaign_return" row={file.id} />}
            {file.completedOn !== null && <Reopen file={file} />}
          </>
        ) : (
          <>
            <UndoButtons kept={kept} />
            <Button
              variant="default"
              title="Ctrl+S"
              leftSection={<IconDeviceFloppy size="1.1rem" aria-hidden />}
              loading={editing.saving === 'save'}
              onClick={() => void editing.save(false)}
            >
              保存
            </Button>
            <Button
              leftSection={<IconCheck size="1.1rem" aria-hidden />}
              loading={editing.saving === 'complete'}
              onClick={() => void editing.save(true)}
            >
              完成
            </Button>
          </>
        )
      }
    >
      <div className={classes.fill}>
        <ReturnBar table="campaign_return" row={file.id} />
        {!isFixed && <DraftNotes kept={kept} />}
        {campaign.closedOn !== null && (
          <p className={classes.note}>
            这项调研已于 {formatDay(campaign.closedOn)} 结束，答卷只能看。
          </p>
        )}
        {file.completedOn !== null && file.standing === 'filling' && (
          <p className={classes.note}>
            曾经点过「完成」，但合并后的答案还有缺漏，不计入已完成；请点「修改答卷」补齐。
          </p>
        )}
        {file.completedOn !== null && version !== null && version.number < file.newestNumber && (
          <p className={classes.note}>
            按第 {version.number} 版问卷填写；现行第 {file.newestNumber}{' '}
            版，点「修改答卷」可按新版补填。
          </p>
        )}
        {file.beside.length > 0 && (
          <p className={classes.note}>这家企业合并档案前另有 {file.beside.length} 份答卷。</p>
        )}
        {version === null ? (
          <EmptyState title="问卷还没有发布">
            请牵头人在「专项调研」里发布问卷，再来填写。
          </EmptyState>
        ) : (
          <div className={classes.card}>
            {campaign.purpose !== null && <p className={classes.note}>{campaign.purpose}</p>}
            <SheetForm
              label={`${firm.name} ${campaign.title}`}
              sheet={version.sheet}
              answers={answers}
              onAnswer={isFixed ? null : editing.answer}
              problems={editing.problems}
              prefilled={file.prefill}
              beneath={beneath}
              photos={(question) => (
                <PhotoAnswer file={file} questionId={question.id} fixed={isFixed} />
              )}
            />
            {file.older.length > 0 && (
              <section aria-label="以前的答案">
                <p className={classes.aside}>以前的版本问过、现在不再问的（保留，不计入统计）：</p>
                {file.older.map(({ label, text }) => (
                  <p key={label} className={classes.aside}>
                    {label}：{text}
                  </p>
                ))}
              </section>
            )}
            <div className={classes.foot}>
              <TextInput
                label="企业填答人"
                maxLength={100}
                disabled={isFixed}
                value={kept.form.answeredBy}
                onChange={(event) => {
                  const answeredBy = event.currentTarget.value;
                  kept.change((before) => ({ ...before, answeredBy }), 'answeredBy');
                }}
              />
              <NativeSelect
                label="随哪次走访"
                disabled={isFixed}
                value={kept.form.visitId}
                data={[
                  { value: '', label: '不随走访' },
                  ...file.visits.map(({ id, visitedOn }) => ({
                    value: id,
                    label: `${formatDay(visitedOn)} 走访`,
                  })),
                ]}
                onChange={(event) => {
                  const visitId = event.currentTarget.value;
                  kept.change((before) => ({ ...before, visitId }));
                }}
              />
              {file.visitId !== null && (
                <Button component={Link} href={`/visits/${file.visitId}`} variant="subtle">
                  看走访记录
                </Button>
              )}
            </div>
          </div>
        )}
      </div>
      {editing.asking && (
        <FactDialog
          changes={editing.asking}
          facts={file.facts}
          older={olderAnswers(file, answers)}
          onFinish={(questions) => void editing.finish(questions)}
          onClose={editing.stopAsking}
        />
      )}
    </Page>
  );
};

/** `#/visits/campaigns/returns/:id`: one firm's question sheet. */
export const ReturnPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const stored = useStoredDraft('return', id, returnForm);
  const asked = useAsk('visits', 'campaignReturn', { id }, api.campaigns.openReturn.query);
  const notesKnown = useNotesKnown('campaign_return', id, '');
  const failed = [asked, stored].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Page title="调研答卷" breadcrumbs={campaignCrumbs}>
        <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  if (!asked.data || !stored.ready || !notesKnown) return <Loading />;
  return <Filling key={id} file={asked.data} stored={stored.data ?? null} />;
};
