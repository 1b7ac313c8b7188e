import { Anchor, Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { AttachmentsPanel } from '#renderer/parts/attachments/attachments-panel.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FirmChooser } from '#renderer/parts/firm-chooser.tsx';
import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { notSaved, PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { newDraftKey } from '#renderer/parts/unfinished-drafts.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import { type TimerView, timerLabels } from '#shared/issue-timers.ts';
import type { IssueFile } from '#shared/issues.ts';
import { IssueStepForm } from './issue-step-form.tsx';
import { IssueWay } from './issue-way.tsx';
import { stateWords, turnWords } from './issue-words.ts';
import classes from './issues.module.css';
import { blankIssueForm, formOfIssue, issueForm, RegisterForm } from './register-form.tsx';

const crumb = { label: '问题', href: '/issues' } as const;

const Timers = ({ timers }: { readonly timers: readonly TimerView[] }) => (
  <section className={classes.card} aria-label="时限">
    <h2>时限</h2>
    {timers.length === 0 ? (
      <p className={classes.said}>没有在计的时限。</p>
    ) : (
      <dl className={classes.timers}>
        {timers.map(({ timer, due, standing }) => (
          <TimerLine key={timer} timer={timer} due={due} standing={standing} />
        ))}
      </dl>
    )}
  </section>
);

const TimerLine = ({ timer, due, standing }: Omit<TimerView, 'met'>) => (
  <>
    <dt>{timer}</dt>
    <dd>{[formatDay(due.day), due.time].filter(Boolean).join(' ')}</dd>
    <dd className={standing === 'overdue' ? classes.late : undefined}>{timerLabels[standing]}</dd>
  </>
);

const Facts = ({ file }: { readonly file: IssueFile }) => (
  <section className={classes.card} aria-label="登记内容">
    <p className={classes.words}>{file.content}</p>
    <FieldList columns={3}>
      <FieldRow label="问题类型">{file.type}</FieldRow>
      <FieldRow label="来源">
        {file.visitId && file.visitedOn ? (
          <Anchor component={Link} href={`/visits/${file.visitId}`} size="sm">
            {formatDay(file.visitedOn)}走访
          </Anchor>
        ) : (
          file.channel
        )}
      </FieldRow>
      <FieldRow label="紧急程度">
        {file.urgency} · {file.term}
      </FieldRow>
      <FieldRow label="反映人">{[file.raisedBy, file.contact].filter(Boolean).join(' ')}</FieldRow>
      <FieldRow label="承办">{[file.handlerUnit, file.handler].filter(Boolean).join(' ')}</FieldRow>
      <FieldRow label="办结期限">{file.dueOn && formatDay(file.dueOn)}</FieldRow>
      {file.note && (
        <FieldRow label="备注" wide>
          {file.note}
        </FieldRow>
      )}
    </FieldList>
  </section>
);

const NewIssue = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const [, navigate] = useLocation();
  const draftKey = newDraftKey(enterpriseId);
  const stored = useStoredDraft('issue', draftKey, issueForm);
  const firm = useAsk('enterprises', 'get', { id: enterpriseId }, api.enterprises.get.query);
  const [fresh] = useState(() => ({ id: crypto.randomUUID(), base: blankIssueForm() }));
  const failed = [firm, stored].find((query) => query.isLoadingError);
  if (failed) return <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!firm.data || !stored.ready) return <Loading />;
  return (
    <RegisterForm
      id={stored.data?.id ?? fresh.id}
      firm={firm.data}
      // The call came in when the draft was begun, not when it was taken up again.
      base={stored.data?.base ?? fresh.base}
      draftKey={draftKey}
      stored={stored.data ?? null}
      isNew
      onDone={(id) => navigate(`/issues/${id}`, { replace: true })}
      onCancel={() => navigate('/issues')}
    />
  );
};

const SavedIssue = ({ id }: { readonly id: string }) => {
  const [, navigate] = useLocation();
  const stored = useStoredDraft('issue', id, issueForm);
  const [asked, setEditing] = useState<boolean | null>(null);
  const found = useAsk('issues', 'get', { id }, api.issues.get.query);
  const base = useMemo(() => (found.data ? formOfIssue(found.data) : null), [found.data]);
  const restore = useTell(api.issues.restore.mutate);
  const remove = useTell(api.issues.remove.mutate, {
    onDone: () => showUndo('已删除一件问题', () => restore.mutate({ id })),
  });
  if (!found.data || !base || !stored.ready)
    return (
      <Page title="问题" breadcrumbs={[crumb]}>
        {found.isError ? (
          <FailureNote error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  const file = found.data;
  const removeIt = (): void => {
    // First away from the page of what goes: it would ask for it once more.
    navigate('/issues');
    remove.mutate({ id });
  };
  // What was typed and not saved is gone on with.
  const editing = asked ?? stored.data !== null;
  const turn = turnWords(file);
  return (
    <Page
      title={`${file.type}问题：${stateWords(file)}`}
      breadcrumbs={[crumb, { label: file.firm.name, href: `/enterprises/${file.firm.id}` }]}
      subtitle={[file.number, turn && `在谁手上：${turn}`].filter(Boolean).join(' · ')}
      actions={
        <>
          <StateBadge state={file.state} />
          <PaperButton
            kind="issue-assignment"
            id={id}
            label="交办单"
            blocked={editing ? notSaved : null}
          />
          <PaperButton
            kind="issue-closing"
            id={id}
            label="销号单"
            blocked={editing ? notSaved : null}
          />
          <Button variant="default" onClick={() => setEditing(true)} disabled={editing}>
            修改登记
          </Button>
          <Button variant="default" color="red" onClick={removeIt}>
            删除
          </Button>
        </>
      }
    >
      <div className={classes.page}>
        <div className={classes.column}>
          {file.contested.length > 0 && (
            <p className={classes.warning} role="status">
              两处记录的办理经过不一致。暂按「{file.issueState}」显示，另有：
              {file.contested.join('；')}。请核实后撤销不对的一步，其余各处随之一致。
            </p>
          )}
          {editing ? (
            <RegisterForm
              id={id}
              firm={file.firm}
              base={base}
              draftKey={id}
              stored={asked === null ? (stored.data ?? null) : null}
              isNew={false}
              onDone={() => setEditing(false)}
              onCancel={() => setEditing(false)}
            />
          ) : (
            <Facts file={file} />
          )}
          {file.next.length > 0 && <IssueStepForm file={file} />}
          <IssueWay file={file} />
        </div>
        <div className={classes.column}>
          {file.promise && (
            <section className={classes.card} aria-label="承诺">
              <h2>承诺未兑现</h2>
              <p className={classes.words}>
                {formatDay(file.promise.dueOn)}　{file.promise.text}
              </p>
            </section>
          )}
          <Timers timers={file.timers} />
          <section className={classes.card} aria-label="附件">
            <h2>附件</h2>
            <AttachmentsPanel owner={{ table: 'issue', id }} />
          </section>
        </div>
      </div>
    </Page>
  );
};

/** `#/issues/:id` and `#/issues/new?enterprise=…`. */
export const IssuePage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const [search] = useSearchParams();
  if (id !== 'new') return <SavedIssue key={id} id={id} />;
  const enterprise = search.get('enterprise');
  return (
    <Page title="登记问题" breadcrumbs={[crumb]}>
      {enterprise === null ? (
        <FirmChooser address={(firm) => `/issues/new?enterprise=${firm}`} />
      ) : (
        <NewIssue enterpriseId={enterprise} />
      )}
    </Page>
  );
};
