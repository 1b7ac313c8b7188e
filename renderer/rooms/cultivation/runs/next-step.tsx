import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { PanelLine } from '#shared/scoring/panels.ts';
import type { RunView } from '#shared/scoring/run.ts';
import classes from './runs.module.css';

type NextStepProps = {
  readonly run: RunView;
  /** Entries and changes the run does not count yet. Counting unit: 条. */
  readonly waiting: number;
  /** Panels that judge its firms, the newest first. */
  readonly panels: readonly PanelLine[];
  readonly repeating: boolean;
  readonly onRepeat: (panelId?: string) => void;
  readonly onDraw: () => void;
  readonly onPublish: () => void;
};

type Step = { readonly said: string; readonly action: ReactNode };

const stepOf = (props: NextStepProps): Step | null => {
  const { run, waiting, panels, repeating, onRepeat, onDraw, onPublish } = props;
  const { signed, repeats } = run;
  if (signed.publishedOn !== null)
    return {
      said: `已于 ${signed.publishedOn} 公布${signed.docNo === null ? '' : `（${signed.docNo}）`}，审核 ${signed.checkedBy}，审批 ${signed.approvedBy}。`,
      action: null,
    };
  const [later] = repeats;
  if (later)
    return {
      said: `这次评分已经重评，以后一次为准。`,
      action: (
        <Button component={Link} href={`/cultivation/runs/${later.id}`} size="compact-sm">
          打开「{later.title}」
        </Button>
      ),
    };
  const byExperts = run.items.filter(({ kind }) => kind === '专家评分').length;
  const [newest] = panels;
  if (byExperts > 0 && run.panel === null) {
    if (newest?.closedOn != null)
      return {
        said: `「${newest.title}」已经封卷，专家分还没有计入。`,
        action: (
          <Button size="compact-sm" loading={repeating} onClick={() => onRepeat(newest.id)}>
            带专家分重评
          </Button>
        ),
      };
    if (newest)
      return {
        said: `「${newest.title}」正在评分，封卷后才能计入。`,
        action: (
          <Button component={Link} href={`/cultivation/panels/${newest.id}`} size="compact-sm">
            打开专家组
          </Button>
        ),
      };
    return {
      said: `有 ${byExperts} 项由专家评分，还没有专家分。`,
      action: (
        <Button size="compact-sm" onClick={onDraw}>
          抽取专家组
        </Button>
      ),
    };
  }
  if (waiting > 0)
    return {
      said: `有 ${waiting} 条填报或调整还没有计入，重评后计入。`,
      action: (
        <Button size="compact-sm" loading={repeating} onClick={() => onRepeat()}>
          重评计入
        </Button>
      ),
    };
  return {
    said: '核对无误后由审核人、审批人签字，再公布。',
    action: (
      <Button size="compact-sm" onClick={onPublish}>
        签字公布
      </Button>
    ),
  };
};

/** What is to be done with a run now, in one line with its button. */
export const NextStep = (props: NextStepProps) => {
  const step = stepOf(props);
  if (!step) return null;
  return (
    <section className={`${panel.card} ${classes.next}`} aria-label="下一步">
      <Text size="sm">
        <b>{props.run.publishedOn === null ? '下一步' : '已公布'}</b>　{step.said}
      </Text>
      {step.action}
    </section>
  );
};
