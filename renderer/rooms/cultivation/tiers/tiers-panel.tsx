import { useView, ViewSwitch } from '#renderer/rooms/cultivation/view-switch.tsx';
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
  const view = useView(views);
  return (
    <>
      <ViewSwitch views={views} view={view} />
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
