import { Anchor, Modal } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { OverviewPart } from '#shared/pyramid-views.ts';
import classes from './overview.module.css';

/** More would not be read; the list of firms filters better. */
const shown = 500;

type OverviewMembersProps = {
  readonly on: string | null;
  readonly title: string;
  readonly part: OverviewPart;
  readonly onClose: () => void;
};

/** The rows a figure is counted from. */
export const OverviewMembers = ({ on, title, part, onClose }: OverviewMembersProps) => {
  const rows = useAsk('cultivation', 'members', { on, part }, api.standing.members.query);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${title}${rows.data ? `：${rows.data.length} 条` : ''}`}
      size="lg"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {rows.isError && <FailureNote error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <Loading />}
      {rows.data?.length === 0 && <p>没有记录。</p>}
      <ul className={classes.members} aria-label="记录">
        {rows.data?.slice(0, shown).map(({ id, firm, title: word, notes }) => (
          <li key={id}>
            <span>
              {firm ? (
                <Anchor component={Link} href={`/enterprises/${firm.id}`}>
                  {firm.name}
                </Anchor>
              ) : (
                word
              )}
            </span>
            <small>{[...(firm ? [word] : []), ...notes].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {(rows.data?.length ?? 0) > shown && <p>只列出前 {shown} 条。</p>}
    </Modal>
  );
};
