import { SegmentedControl } from '@mantine/core';
import { useLocation, useSearch } from 'wouter';
import { ExpertsView } from './panels/experts-view.tsx';
import { PanelsView } from './panels/panels-view.tsx';
import { RunsView } from './runs/runs-view.tsx';

const views = [
  { value: 'runs', label: '评分与方案' },
  { value: 'panels', label: '专家组' },
  { value: 'experts', label: '专家库' },
] as const;

/** 评分排队: schemes and the runs made with them, the panels that judged, and the pool they come from. */
export const ScoringPanel = () => {
  const [path, navigate] = useLocation();
  const view = new URLSearchParams(useSearch()).get('view') ?? 'runs';
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
      {view === 'panels' ? <PanelsView /> : view === 'experts' ? <ExpertsView /> : <RunsView />}
    </>
  );
};
