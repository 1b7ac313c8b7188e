import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { oneAtATime } from '#renderer/parts/one-at-a-time.ts';
import { Page } from '#renderer/parts/page.tsx';
import { notSaved, PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { type StoredDraft, useStoredDraft } from '#renderer/parts/use-draft.ts';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { type Answers, withAnswer } from '#shared/campaigns/answers.ts';
import { sheetProblems } from '#shared/campaigns/sheet-check.ts';
import { type CampaignFile, campaignStateLabels } from '#shared/campaigns/views.ts';
import classes from './builder.module.css';
import {
  type CampaignForm,
  campaignForm,
  formOfCampaign,
  inputOfCampaign,
} from './campaign-form.ts';
import shared from './campaigns.module.css';
import { campaignCrumbs } from './crumbs.ts';
import { QuestionList } from './question-list.tsx';
import { SheetForm } from './sheet-form.tsx';

type PartProps = {
  readonly file: CampaignFile;
  readonly switcher: ReactNode;
  readonly more: ReactNode;
};

const versionWords = ({ versions, unpublished }: CampaignFile): string => {
  const last = versions.at(-1);
  if (!last) return '还没有发布';
  const published = `现行第 ${last.number} 版，${formatDay(last.publishedOn)}${last.publishedBy ? ` ${last.publishedBy}` : ''}发布`;
  return unpublished ? `${published}；草稿有改动，尚未发布` : published;
};

type PreviewProps = { readonly form: CampaignForm; readonly versions: CampaignFile['versions'] };

/** The draft or a version as those who fill it in see it; what is typed here is for trying and goes nowhere. */
const Preview = ({ form, versions }: PreviewProps) => {
  const [answers, setAnswers] = useState<Answers>({});
  const [shown, setShown] = useState('');
  const version = versions.find(({ id }) => id === shown);
  const sheet = version?.sheet ?? { questions: form.questions };
  return (
    <section className={classes.card} aria-label="预览">
      <div className={classes.shown}>
        <p className={shared.aside}>填写时就是这样；可以试填，看条件对不对，试填的不保存。</p>
        {versions.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label="预览哪一版"
            value={shown}
            data={[
              { value: '', label: '草稿' },
              ...versions.map(({ id, number, inForce }) => ({
                value: id,
                label: `第 ${number} 版${inForce ? '（现行）' : ''}`,
              })),
            ]}
            onChange={(event) => setShown(event.currentTarget.value)}
          />
        )}
      </div>
      {sheet.questions.length === 0 ? (
        <EmptyState title="还没有题目" plain>
          在左边加一题，这里马上看到样子。
        </EmptyState>
      ) : (
        <SheetForm
          label="问卷预览"
          sheet={sheet}
          answers={answers}
          onAnswer={(key, typed) => setAnswers((before) => withAnswer(before, key, typed))}
        />
      )}
    </section>
  );
};

const Editor = ({
  file,
  switcher,
  more,
  stored,
}: PartProps & { readonly stored: StoredDraft<CampaignForm> | null }) => {
  const { id } = file;
  const base = useMemo(() => formOfCampaign(file), [file]);
  const kept = useKeptForm({ kind: 'campaign', draftKey: id, id, enterpriseId: '', base, stored });
  const { form } = kept;
  const put = (part: Partial<CampaignForm>, tag?: string): void =>
    kept.change((before) => ({ ...before, ...part }), tag);
  const problems = sheetProblems({ questions: form.questions });
  const save = useTell(api.campaigns.save.mutate, { changes: ['visits'] });
  const publish = useTell(api.campaigns.publish.mutate, { changes: ['visits'] });
  const keep = async (): Promise<boolean> => {
    const sent = kept.form;
    try {
      const saved = await save.mutateAsync(inputOfCampaign(id, sent));
      await kept.settled(sent, formOfCampaign(saved));
      return true;
    } catch {
      // The refusal was shown; what was typed is still there.
      return false;
    }
  };
  const [alone] = useState(oneAtATime);
  const saveOnly = (): Promise<void> =>
    alone(async () => {
      if (await keep()) showDone('已保存');
    });
  const publishNow = (): Promise<void> =>
    alone(async () => {
      if (kept.dirty && !(await keep())) return;
      const done = await publish.mutateAsync({ id }).catch(() => undefined);
      if (done) showDone(`已发布第 ${done.versions.length} 版，随下次数据包下发`);
    });
  useFormKeys({ save: () => void saveOnly(), undo: kept.undo, redo: kept.redo });
  const changed = kept.dirty || file.unpublished;
  return (
    <Page
      title={form.title || file.title}
      breadcrumbs={campaignCrumbs}
      fill
      subtitle={
        <span className={shared.facts}>
          <span>{campaignStateLabels[file.phase]}</span>
          <span>{versionWords(file)}</span>
          <StateBadge state={file.state} />
          <DraftStatusText kept={kept} isNew={false} />
        </span>
      }
      actions={
        <>
          <PaperButton
            kind="campaign-form"
            id={id}
            label="空白问卷"
            blocked={kept.dirty ? notSaved : null}
          />
          <UndoButtons kept={kept} />
          {more}
          <Button
            variant="default"
            title="Ctrl+S"
            leftSection={<IconDeviceFloppy size="1.1rem" aria-hidden />}
            loading={save.isPending}
            onClick={() => void saveOnly()}
          >
            保存
          </Button>
          <Button
            leftSection={<IconSend size="1.1rem" aria-hidden />}
            loading={publish.isPending}
            disabled={!changed || problems.length > 0}
            title={problems[0]?.message ?? (changed ? '' : '问卷与现行的一版相同')}
            onClick={() => void publishNow()}
          >
            发布{file.versions.length === 0 ? '' : `第 ${file.versions.length + 1} 版`}
          </Button>
        </>
      }
    >
      {switcher}
      <DraftNotes kept={kept} />
      <div className={classes.columns}>
        <div className={classes.side}>
          <section className={`${classes.card} ${classes.head}`} aria-label="调研说明">
            <div className={classes.line}>
              <TextInput
                size="xs"
                className={classes.grow ?? ''}
                label="调研名称"
                maxLength={100}
                value={form.title}
                onChange={(event) => put({ title: event.currentTarget.value }, 'title')}
              />
              <TextInput
                size="xs"
                label="牵头人"
                w="7rem"
                maxLength={50}
                value={form.lead}
                onChange={(event) => put({ lead: event.currentTarget.value }, 'lead')}
              />
              <DayInput
                size="xs"
                label="开始日期"
                w="9rem"
                value={form.startsOn}
                onChange={(startsOn) => put({ startsOn }, 'startsOn')}
              />
              <DayInput
                size="xs"
                label="截止日期"
                w="9rem"
                value={form.endsOn}
                onChange={(endsOn) => put({ endsOn }, 'endsOn')}
              />
            </div>
            <Textarea
              size="xs"
              label="调研目的"
              autosize
              minRows={1}
              maxRows={4}
              maxLength={2_000}
              value={form.purpose}
              onChange={(event) => put({ purpose: event.currentTarget.value }, 'purpose')}
            />
          </section>
          <QuestionList
            questions={form.questions}
            problems={problems}
            onChange={(questions, tag) => put({ questions }, tag)}
          />
        </div>
        <div className={classes.side}>
          <Preview form={form} versions={file.versions} />
        </div>
      </div>
    </Page>
  );
};

/** The question sheet as it is built, with what it becomes beside it. */
export const CampaignBuilder = (props: PartProps) => {
  const { id, title } = props.file;
  const stored = useStoredDraft('campaign', id, campaignForm);
  if (stored.ready) return <Editor {...props} stored={stored.data ?? null} />;
  return (
    <Page title={title} breadcrumbs={campaignCrumbs}>
      {stored.isError ? (
        <FailureNote error={stored.error} onRetry={() => void stored.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
};
