import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { ChangePlan, PlanStep } from '#shared/plan-views.ts';

const words: Readonly<Record<ChangePlan['change']['do'], string>> = {
  assign: '已分派',
  set: '已调整',
  spread: '已分到各周',
  defer: '已暂缓',
  resume: '已恢复',
  move: '已移到其他季度',
  remove: '已移出计划',
};

/** Changes chosen firms of a plan and offers to take it back. */
export const usePlanChange = (onDone: () => void) => {
  const undo = useTell(api.visitPlans.undo.mutate, {
    onDone: ({ kept }) => showDone(kept > 0 ? `已撤销，${kept} 处之后有改动，保留` : '已撤销'),
  });
  return useTell(api.visitPlans.change.mutate, {
    onDone: ({ firms, run }: PlanStep, { change }: ChangePlan) => {
      const said = `${words[change.do]} ${firms} 家`;
      if (run === null) showDone(`${said}，与原来一样`);
      else showUndo(said, () => undo.mutate({ id: run }));
      onDone();
    },
  });
};
