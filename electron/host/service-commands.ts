import { serviceFigures } from '#services/service-counts.ts';
import { Refusal } from '#shared/errors.ts';
import {
  counterMeaning,
  counterTitle,
  type ServiceSplit,
  serviceCounters,
  splitLabels,
} from '#shared/service-counters.ts';
import { periodWords, type ServiceFigureSet, serviceFiguresInput } from '#shared/services.ts';
import { atDesk } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';

/** `qice services`: the figures of a period with their units and what each of them means. */

/** @throws Refusal `usage` where the days cannot be read */
export const servicesCommand = (
  seat: Seat,
  { from, to, by, ...common }: Common & { from: string; to: string; by: ServiceSplit },
): Promise<Answer> => {
  const asked = serviceFiguresInput.safeParse({ from, to, by });
  if (!asked.success)
    throw Refusal.of('usage', { why: asked.error.issues[0]?.message ?? '日期不对' });
  return atDesk(seat, common, ({ desk }) => {
    const figures = serviceFigures(desk, asked.data);
    const line = (label: string, own: ServiceFigureSet): string =>
      [label, ...serviceCounters.map(({ key }) => own[key] ?? '—')].join('\t');
    return {
      data: figures,
      text: [
        `服务统计 ${periodWords(figures.period)}`,
        [splitLabels[by], ...serviceCounters.map(counterTitle)].join('\t'),
        ...figures.groups.map(({ label, figures: own }) => line(label, own)),
        line('合计', figures.total),
        line(`上年同期（${periodWords(figures.lastYear)}）`, figures.before),
        ...serviceCounters.map((counter) => `${counterTitle(counter)}：${counterMeaning(counter)}`),
      ].join('\n'),
    };
  });
};
