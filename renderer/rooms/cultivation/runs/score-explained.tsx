import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconHelpCircle } from '@tabler/icons-react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import classes from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import { asTree } from '#renderer/rooms/cultivation/item-tree.ts';
import { showPoints } from '#shared/scoring/points.ts';
import type { ExplainedLine, Explanation } from '#shared/scoring/run.ts';
import type { ChangeOf } from './change-dialog.tsx';
import explained from './score-explained.module.css';

const icons = { passed: IconCheck, failed: IconAlertTriangle, open: IconHelpCircle } as const;

/** How full a row is, beside the number: a picture to compare rows by. */
const Fill = ({ points, cap }: Pick<ExplainedLine, 'points' | 'cap'>) =>
  cap === null || cap <= 0 ? null : (
    <div className={classes.bar} aria-hidden>
      <span style={{ width: `${Math.max(0, Math.min(100, (points / cap) * 100))}%` }} />
    </div>
  );

const Why = ({ line }: { readonly line: ExplainedLine }) => (
  <details className={explained.why}>
    <summary>
      {line.raw === '' ? line.steps.join('，') : `${line.raw}：${line.steps.join('，')}`}
    </summary>
    <dl>
      <dt>怎么记分</dt>
      <dd>{line.rule}</dd>
      {line.source !== '' && (
        <>
          <dt>出处</dt>
          <dd>
            {line.source}
            {line.rows.length > 0 && (
              <ul>
                {line.rows.map(({ ledger, id, title }) => (
                  <li key={`${ledger} ${id}`}>{title}</li>
                ))}
              </ul>
            )}
          </dd>
        </>
      )}
      {line.adjustments.map(({ points, reason, by }) => (
        <div key={`${reason} ${points}`}>
          <dt>调整</dt>
          <dd>
            {points > 0 && '+'}
            {showPoints(points)} 分：{reason}
            {by !== '' && `（${by}）`}
          </dd>
        </div>
      ))}
    </dl>
  </details>
);

type LineProps = {
  readonly line: ExplainedLine;
  readonly depth: number;
  readonly onChange?: (() => void) | undefined;
};

const Line = ({ line, depth, onChange }: LineProps) => {
  const Icon = line.verdict === null ? null : icons[line.verdict];
  return (
    <tr data-group={line.kind === '分组' || undefined}>
      <td style={{ paddingLeft: `${0.4 + depth * 1.2}rem` }}>{line.title}</td>
      <td>{line.kind === '分组' ? null : <Why line={line} />}</td>
      <td data-right>
        {Icon ? (
          <Icon size="1.1rem" aria-label={line.steps.join()} />
        ) : (
          <>
            {showPoints(line.points)}
            {line.cap !== null && <small> / {showPoints(line.cap)}</small>}
          </>
        )}
      </td>
      <td>{Icon ? null : <Fill points={line.points} cap={line.cap} />}</td>
      <td>
        {!Icon && onChange && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`调整${line.title}`}
            onClick={onChange}
          >
            调整
          </Button>
        )}
      </td>
    </tr>
  );
};

type SheetProps = {
  readonly told: Explanation;
  readonly onChange?: ((of: ChangeOf) => void) | undefined;
};

const Sheet = ({ told, onChange }: SheetProps) => (
  <>
    <Group justify="space-between" align="baseline">
      <Anchor component={Link} href={`/enterprises/${told.firmId}`} fw={600}>
        {told.firmName}
      </Anchor>
      <Text>
        <b className={explained.total}>{showPoints(told.total)}</b> 分
        {told.full !== null && `，满分 ${showPoints(told.full)}`}
        {told.rank !== null && `，第 ${told.rank} 名（${told.ranked} 家）`}
      </Text>
    </Group>
    <Text size="sm" c="dimmed" mb="xs">
      总分 ={' '}
      {told.lines
        .filter(({ group, verdict }) => group === null && verdict === null)
        .map(({ title, points }) => `${title} ${showPoints(points)}`)
        .join(' + ')}
      。点一行看规则和出处。
    </Text>
    <table className={`${classes.table} ${explained.sheet}`} aria-label="逐项得分">
      <tbody>
        {asTree(told.lines).map(({ item, depth }) => (
          <Line
            key={item.code}
            line={item}
            depth={depth}
            onChange={
              onChange &&
              (() => onChange({ firmId: told.firmId, firmName: told.firmName, line: item }))
            }
          />
        ))}
      </tbody>
    </table>
  </>
);

type ScoreExplainedProps = {
  readonly runId: string;
  readonly firmId: string;
  /** Changes points of a row by hand. */
  readonly onChange?: (of: ChangeOf) => void;
};

/** Everything a firm's points came from: the rule, what was known, where it was read. */
export const ScoreExplained = ({ runId, firmId, onChange }: ScoreExplainedProps) => {
  const told = useAsk('cultivation', 'explain', { runId, firmId }, api.scoring.explain.query);
  if (told.isError) return <FailureNote error={told.error} onRetry={() => void told.refetch()} />;
  return told.data ? <Sheet told={told.data} onChange={onChange} /> : <Loading />;
};
