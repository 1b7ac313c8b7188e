import { IconUsersGroup } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { LedgerSection } from '#renderer/rooms/enterprises/ledgers/ledger-section.tsx';
import { expert } from '#shared/registers/expert.ts';
import { ExpertConflicts } from './expert-conflicts.tsx';

/** A pool is some dozens; a province's, some thousands. */
const most = 5_000;

/** 专家库: who may be drawn, where they work, what they know, and whose firms they may not judge. */
export const ExpertsView = () => {
  const page = useAsk(
    'ledgers',
    'experts',
    { ledger: expert.name, limit: most },
    api.ledgers.list.query,
    { keep: true },
  );
  if (page.isError) return <FailureNote error={page.error} onRetry={() => void page.refetch()} />;
  if (!page.data) return <Loading />;
  const { rows } = page.data;
  return (
    <>
      <p className={panel.said}>
        一行一人，可以粘贴 Excel
        区域。单位与参评企业相同的，抽取时自动回避。不再参加的在「暂不参加抽取」里填“是”，以前的抽取记录不变。
      </p>
      {rows.length === 0 && (
        <EmptyState
          icon={<IconUsersGroup size="2.5rem" stroke={1.2} />}
          title="专家库里还没有人"
          plain
        >
          在下面的表里登记姓名、单位和专业领域，登记好就可以为一次评分抽取专家组。
        </EmptyState>
      )}
      <div className={panel.card}>
        <LedgerSection ledger={expert} enterpriseId={null} source="部门共享" rows={rows} />
      </div>
      {rows.length > 0 && <ExpertConflicts experts={rows} />}
    </>
  );
};
