import { SegmentedControl } from '@mantine/core';
import { useLocation } from 'wouter';
import { CoverageView } from './coverage-view.tsx';
import { PlanBoard } from './plan-board.tsx';
import { RoutesView } from './routes-view.tsx';

const views = [
  { value: 'board', label: '计划看板', view: PlanBoard },
  { value: 'coverage', label: '走访覆盖率', view: CoverageView },
  { value: 'routes', label: '走访路线', view: RoutesView },
] as const;

/** 计划: the quarter's plan, how far it has come, and a day's round; each has its address. */
export const PlansPanel = () => {
  const [path, navigate] = useLocation();
  const asked = path.split('/')[3] ?? 'board';
  const { value, view: View } = views.find((one) => one.value === asked) ?? views[0];
  return (
    <View
      switcher={
        <SegmentedControl
          aria-label="计划"
          size="xs"
          data={views.map(({ value: key, label }) => ({ value: key, label }))}
          value={value}
          onChange={(next) =>
            navigate(next === 'board' ? '/visits/plans' : `/visits/plans/${next}`)
          }
        />
      }
    />
  );
};
