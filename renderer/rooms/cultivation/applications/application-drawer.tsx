import { Anchor, Button, Drawer, Group, Stack } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { ApplicationFile, ApplicationStep } from '#shared/applications.ts';
import classes from './applications-panel.module.css';
import { PapersSection } from './papers-section.tsx';
import { StepForm } from './step-form.tsx';
import { VersionsSection } from './versions-section.tsx';

const standingWords: Readonly<Record<ApplicationStep['standing'], string | null>> = {
  path: null,
  contested: '另一处的记录，与上面不一致',
  beside: '另一处的记录',
  aside: '前一步已撤销，接不上，不计入进展',
};

const stepWords = ({ person, docNo, reason, note, unit }: ApplicationStep): string =>
  [
    person,
    docNo,
    reason === null ? null : `原因：${reason}`,
    note,
    unit === null ? null : `按${unit}计`,
  ]
    .filter((word) => word !== null)
    .join(' · ');

const Way = ({ file }: { readonly file: ApplicationFile }) => {
  const redo = useTell(api.applications.redo.mutate);
  const undo = useTell(api.applications.undo.mutate, {
    onDone: (_, { stepId }) =>
      showUndo('已撤销一步申报进展', () => redo.mutate({ id: file.id, stepId })),
  });
  if (file.steps.length === 0) return <p className={panel.said}>还没有进展。</p>;
  return (
    <ol className={classes.way} aria-label="申报进展">
      {file.steps.map((step) => (
        <li key={step.id} data-standing={step.standing}>
          <div className={classes.stepLine}>
            <b>{step.stage}</b>
            <span>{formatDay(step.onDate)}</span>
            {(step.id === file.lastStepId || step.standing !== 'path') && (
              <Button
                size="compact-xs"
                variant="default"
                loading={undo.isPending}
                onClick={() => undo.mutate({ id: file.id, stepId: step.id })}
              >
                撤销{step.stage}
              </Button>
            )}
          </div>
          <small>{stepWords(step)}</small>
          {standingWords[step.standing] && <small>{standingWords[step.standing]}</small>}
        </li>
      ))}
    </ol>
  );
};

/** That several were put together, and the way back. */
const Merged = ({ file }: { readonly file: ApplicationFile }) => {
  const split = useTell(api.applications.split.mutate);
  const { mergedIds } = file;
  if (mergedIds.length === 0) return null;
  return (
    <p className={panel.said}>
      由 {mergedIds.length + 1} 份登记合并而成，各份的进展、材料都列在这里。{' '}
      <Button
        size="compact-xs"
        variant="default"
        loading={split.isPending}
        onClick={() => split.mutate({ ids: [...mergedIds] })}
      >
        撤销合并
      </Button>
    </p>
  );
};

/** What the office says of the application on paper. */
const Documents = ({ id, stage }: ApplicationFile) => (
  <section className={classes.section} aria-label="文书">
    <h3>文书</h3>
    <Group gap="xs">
      <PaperButton size="xs" kind="review-note" id={id} label="初审意见" />
      <PaperButton
        size="xs"
        kind="refusal-notice"
        id={id}
        label="未通过告知"
        blocked={
          stage === '未通过' || stage === '不在目录'
            ? null
            : '登记「未通过」或「不在目录」之后才能出告知书'
        }
      />
    </Group>
  </section>
);

const Content = ({ file }: { readonly file: ApplicationFile }) => (
  <Stack gap="md">
    <p className={panel.said}>
      <Anchor component={Link} href={`/enterprises/${file.firm.id}?tab=cultivation`}>
        {file.firm.name}
      </Anchor>
      {' · '}
      {[
        `${file.year} 年`,
        file.award,
        file.product,
        file.township,
        file.handler && `经办 ${file.handler}`,
        file.dueOn && `材料截止 ${formatDay(file.dueOn)}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
    {file.contested.length > 0 && (
      <p className={classes.warning} role="status">
        两处记录的进展不一致。暂按「{file.stage}」显示，另有：{file.contested.join('；')}
        。请核实后撤销不对的一步，其余各处随之一致。
      </p>
    )}
    {file.next.length > 0 && <StepForm key={file.lastStepId} file={file} />}
    <section className={classes.section}>
      <h3>进展</h3>
      <Way file={file} />
    </section>
    <Merged file={file} />
    <Documents {...file} />
    {[file.id, ...file.mergedIds].map((id) => (
      <PapersSection key={id} application={id} />
    ))}
    {[file.id, ...file.mergedIds].map((id) => (
      <VersionsSection key={id} application={id} />
    ))}
  </Stack>
);

type ApplicationDrawerProps = { readonly id: string; readonly onClose: () => void };

/** One application: where it stands, what may follow, and its papers. Esc closes. */
export const ApplicationDrawer = ({ id, onClose }: ApplicationDrawerProps) => {
  const found = useAsk('cultivation', 'application', { id }, api.applications.get.query);
  const file = found.data;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="34rem"
      title={file ? `${file.product ?? file.award}：${file.stage ?? '未开始'}` : '申报'}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {file && <Content file={file} />}
    </Drawer>
  );
};
