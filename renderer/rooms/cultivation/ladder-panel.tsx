import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconStairsUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { LadderNode, LadderView } from '#shared/ladders.ts';
import tables from './cultivation-tables.module.css';
import classes from './ladder.module.css';
import { nodeSize, placeLadder } from './ladder-layout.ts';
import { ReadinessList } from './readiness-list.tsx';
import { type AskedStep, StepDialog } from './step-dialog.tsx';
import { StepList } from './step-list.tsx';

type PictureProps = {
  readonly view: LadderView;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

const told = ({ holders, waiting, ended }: LadderNode): string =>
  ended ? `已终止 · 持有 ${holders} 家` : `持有 ${holders} 家 · 可冲刺 ${waiting} 家`;

const Picture = ({ view, chosen, onChoose }: PictureProps) => {
  const placed = useMemo(() => placeLadder(view), [view]);
  const { width, height } = nodeSize;
  return (
    <div className={classes.picture}>
      <svg
        width={placed.width}
        height={placed.height}
        viewBox={`0 0 ${placed.width} ${placed.height}`}
      >
        <title>培育阶梯图：下面的奖项通向上面的奖项</title>
        <defs>
          <marker
            id="ladder-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 z" fill="currentColor" />
          </marker>
        </defs>
        {placed.paths.map(({ id, d, must }) => (
          <path
            key={id}
            d={d}
            className={classes.edge}
            data-helps={must ? undefined : true}
            markerEnd="url(#ladder-arrow)"
          />
        ))}
        {view.nodes.map((node) => {
          const at = placed.nodes.get(node.id) ?? { x: 0, y: 0 };
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a picture.
            <g
              key={node.id}
              role="button"
              tabIndex={0}
              aria-label={`${node.name}，${told(node)}`}
              aria-pressed={chosen === node.id}
              className={classes.node}
              data-has={node.holders > 0 || undefined}
              data-ended={node.ended || undefined}
              data-chosen={chosen === node.id || undefined}
              transform={`translate(${at.x - width / 2} ${at.y - height / 2})`}
              onClick={() => onChoose(node.id)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === ' ') {
                  event.preventDefault();
                  onChoose(node.id);
                }
              }}
            >
              <rect width={width} height={height} rx="4" />
              <text x={width / 2} y="24" textAnchor="middle" className={classes.name}>
                {node.name.length > 10 ? `${node.name.slice(0, 9)}…` : node.name}
              </text>
              <text x={width / 2} y="43" textAnchor="middle" className={classes.told}>
                {told(node)}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
};

/** 培育阶梯: awards above each other, the firms on them, and who is ready for the next. */
export const LadderPanel = () => {
  const [day, setDay] = useState(today());
  const [chosen, setChosen] = useState<string | null>(null);
  const [part, setPart] = useState('ready');
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const view = useAsk('cultivation', 'ladder', { day }, api.awards.ladder.query, {
    keep: true,
    enabled: isDay(day),
  });
  if (view.isError) return <FailureNote error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <Loading />;
  const { nodes, ring } = view.data;
  const add = (
    <Button
      variant="default"
      leftSection={<IconPlus size="1rem" aria-hidden />}
      onClick={() => setAsked({ fromId: null, toId: null })}
    >
      加一级
    </Button>
  );
  const dialog = asked && <StepDialog asked={asked} onClose={() => setAsked(null)} />;
  if (nodes.length === 0)
    return (
      <>
        <EmptyState
          icon={<IconStairsUp size="2.5rem" stroke={1.2} />}
          title="还没有培育阶梯"
          actions={add}
        >
          阶梯随奖项目录包装入，或由上级下发；也可以自己把奖项一级一级接起来。
        </EmptyState>
        {dialog}
      </>
    );
  // The award that was chosen may have left the ladder with its last step.
  const shown = nodes.some(({ id }) => id === chosen) ? chosen : null;
  return (
    <>
      <Group gap="md" wrap="nowrap">
        <DayInput aria-label="日期" w="11rem" value={day} onChange={setDay} />
        <Text size="sm" c="dimmed" flex={1}>
          实线：必须先获得；虚线：优先推荐。底色深的已有企业获得。点一个奖项，看谁可以冲刺、还差什么。
        </Text>
        {add}
      </Group>
      {ring && (
        <Alert color="amber" icon={<IconAlertTriangle size="1.1rem" />}>
          阶梯绕了圈：{[...ring, ring[0]].join(' → ')}
          。请点其中一个奖项，在「前后各级」里去掉一级；上级下发的，也请告诉发下的单位。
        </Alert>
      )}
      <div className={tables.split}>
        <Picture view={view.data} chosen={shown} onChoose={setChosen} />
        <aside className={tables.side} aria-label={part === 'ready' ? '谁可以冲刺' : '前后各级'}>
          <SegmentedControl
            fullWidth
            size="xs"
            mb="sm"
            data={[
              { value: 'ready', label: '谁可以冲刺' },
              { value: 'steps', label: '前后各级' },
            ]}
            value={part}
            onChange={setPart}
          />
          {shown === null ? (
            <Text size="sm" c="dimmed">
              还没有选奖项。
            </Text>
          ) : part === 'ready' ? (
            <ReadinessList awardId={shown} day={view.data.day} />
          ) : (
            <StepList view={view.data} awardId={shown} onChoose={setChosen} onAsk={setAsked} />
          )}
        </aside>
      </div>
      {dialog}
    </>
  );
};
