import { Anchor, Modal } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { SurveyFigure, SurveyInput } from '#shared/surveys.ts';
import classes from './surveys-room.module.css';

/** More would not be read; the rest is in the firms' files. */
const shown = 500;

type FigureMembersProps = {
  readonly input: SurveyInput;
  readonly figure: SurveyFigure;
  readonly onClose: () => void;
};

/** The rows behind a figure, each leading to its firm. */
export const FigureMembers = ({ input, figure, onClose }: FigureMembersProps) => {
  const rows = useAsk(
    'ledgers',
    'surveyMembers',
    { ...input, figure: figure.key },
    api.surveys.members.query,
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${figure.label}：由哪些记录得出`}
      size="lg"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {figure.formula && <p>{figure.formula}</p>}
      {rows.isError && <FailureNote error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <Loading />}
      {rows.data?.length === 0 && <p>没有记录。</p>}
      <ul className={classes.members} aria-label="记录">
        {rows.data?.slice(0, shown).map(({ firm, title }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list to read; equal rows may stand in it.
          <li key={n}>
            <span>{title}</span>
            {firm && (
              <Anchor component={Link} href={`/enterprises/${firm.id}`}>
                {firm.name}
              </Anchor>
            )}
          </li>
        ))}
      </ul>
      {(rows.data?.length ?? 0) > shown && <p>只列出前 {shown} 条。</p>}
    </Modal>
  );
};
