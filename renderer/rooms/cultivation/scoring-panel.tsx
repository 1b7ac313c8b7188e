import { ExpertsView } from './panels/experts-view.tsx';
import { PanelsView } from './panels/panels-view.tsx';
import { RunsView } from './runs/runs-view.tsx';
import { useView, ViewSwitch } from './view-switch.tsx';

const views = [
  { value: 'runs', label: '评分与方案' },
  { value: 'panels', label: '专家组' },
  { value: 'experts', label: '专家库' },
] as const;

/** 评分排队: schemes and the runs made with them, the panels that judged, and the pool they come from. */
export const ScoringPanel = () => {
  const view = useView(views);
  return (
    <>
      <ViewSwitch views={views} view={view} />
      {view === 'panels' ? <PanelsView /> : view === 'experts' ? <ExpertsView /> : <RunsView />}
    </>
  );
};
