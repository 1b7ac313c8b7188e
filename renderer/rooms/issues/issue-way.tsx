import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { AttachmentsDrawer } from '#renderer/parts/attachments/attachments-drawer.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { IssueFile, IssueStepView, StepStanding } from '#shared/issues.ts';
import classes from './issues.module.css';

const standingWords: Readonly<Record<StepStanding, string | null>> = {
  path: null,
  beside: '另一处同时登记的，与办理经过不矛盾',
  contested: '与上面的经过不一致，请核实：不对的一步请撤销',
  aside: '前面的步骤撤销或变更后，这一步接不上了；不需要请撤销',
};

/** What a step says beside its words. */
const factsOf = (step: IssueStepView): string =>
  [
    [formatDay(step.onDate), step.atTime].filter(Boolean).join(' '),
    step.person,
    step.docNo,
    step.toUnit || step.toPerson
      ? `→ ${[step.toUnit, step.toPerson].filter(Boolean).join(' ')}`
      : null,
    step.fromPerson && step.fromPerson !== step.toPerson && step.toPerson
      ? `原承办人 ${step.fromPerson}`
      : null,
    step.dueOn &&
      `${step.action === '交办' ? '限期' : step.action === '延期' ? '延到' : '承诺'} ${formatDay(step.dueOn)}`,
    step.firmPerson && `企业 ${step.firmPerson}`,
  ]
    .filter(Boolean)
    .join(' · ');

type StepProps = {
  readonly step: IssueStepView;
  readonly onUndo: () => void;
  readonly onFiles: () => void;
};

const Step = ({ step, onUndo, onFiles }: StepProps) => (
  <li data-standing={step.standing}>
    <div className={classes.stepLine}>
      <strong>
        {step.action}
        {step.opinion && `：${step.opinion}`}
      </strong>
      <Button
        size="compact-xs"
        variant="subtle"
        color={step.attachments > 0 ? undefined : 'gray'}
        leftSection={<IconPaperclip size="0.85rem" aria-hidden />}
        aria-label={`${step.action}的附件`}
        onClick={onFiles}
      >
        {step.attachments > 0 ? `附件 ${step.attachments}` : '附件'}
      </Button>
      {step.undoable && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onUndo}>
          撤销{step.action}
        </Button>
      )}
    </div>
    <small>{factsOf(step)}</small>
    {step.text && <p>{step.text}</p>}
    {standingWords[step.standing] && <small>{standingWords[step.standing]}</small>}
  </li>
);

/** The course as a timeline: registration first, then step by step; evidence and signatures hang on the steps. */
export const IssueWay = ({ file }: { readonly file: IssueFile }) => {
  const [shown, setShown] = useState<IssueStepView | null>(null);
  const redo = useTell(api.issues.redo.mutate, { changes: ['issues'] });
  const undo = useTell(api.issues.undo.mutate, {
    changes: ['issues'],
    onDone: (_file, asked) => showUndo('已撤销一步', () => redo.mutate(asked)),
  });
  return (
    <section className={classes.card} aria-label="办理经过">
      <h2>办理经过</h2>
      <ol className={classes.way}>
        <li data-standing="path">
          <div className={classes.stepLine}>
            <strong>登记</strong>
          </div>
          <small>
            {[
              [formatDay(file.raisedOn), file.raisedTime].filter(Boolean).join(' '),
              file.registrar,
              file.channel,
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </li>
        {file.steps.map((step) => (
          <Step
            key={step.id}
            step={step}
            onUndo={() => undo.mutate({ id: file.id, stepId: step.id })}
            onFiles={() => setShown(step)}
          />
        ))}
      </ol>
      <AttachmentsDrawer
        owner={shown && { table: 'issue_step', id: shown.id }}
        title={shown ? `${shown.action} ${shown.onDate}` : ''}
        onClose={() => setShown(null)}
      />
    </section>
  );
};
