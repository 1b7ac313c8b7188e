import { SegmentedControl } from '@mantine/core';
import { useLocation, useSearch } from 'wouter';
import { MatrixView } from './matrix-view.tsx';
import { MovementView } from './movement-view.tsx';
import { TierListView } from './tier-list-view.tsx';

const views = [
  { value: 'list', label: '梯队名单' },
  { value: 'movement', label: '月度变动' },
  { value: 'matrix', label: '意愿与障碍' },
] as const;

/** 培育梯队: the list, how it moves month by month, and what keeps firms from applying. */
export const TiersPanel = () => {
  const [path, navigate] = useLocation();
  const view = new URLSearchParams(useSearch()).get('view') ?? 'list';
  return (
    <>
      <SegmentedControl
        aria-label="看什么"
        size="sm"
        w="fit-content"
        flex="none"
        value={view}
        onChange={(next) => navigate(`${path}?view=${next}`, { replace: true })}
        data={[...views]}
      />
      {view === 'movement' ? (
        <MovementView />
      ) : view === 'matrix' ? (
        <MatrixView />
      ) : (
        <TierListView />
      )}
    </>
  );
};
