import { Button, SegmentedControl } from '@mantine/core';
import { Link } from 'wouter';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { PeriodBar } from '#renderer/parts/period-bar.tsx';
import { periodInput } from '#shared/issues.ts';
import { serviceSplits, splitLabels } from '#shared/service-counters.ts';
import { AgreementsView } from './agreements-view.tsx';
import { FigureRows } from './figure-rows.tsx';
import { FigureTable, Meanings } from './figure-table.tsx';
import classes from './services.module.css';
import { TicketsView } from './tickets-view.tsx';
import { type ServiceQuery, serviceViews, useServiceQuery } from './use-service-query.ts';

/** Which part of the tab is looked at. */
const ViewSwitch = ({ asked: { view, set } }: { readonly asked: ServiceQuery }) => (
  <SegmentedControl
    aria-label="看什么"
    size="xs"
    value={view}
    onChange={(next) => set({ view: next === 'figures' ? null : next })}
    data={[...serviceViews]}
  />
);

const Figures = ({ asked }: { readonly asked: ServiceQuery }) => {
  const { period, by, behind, set } = asked;
  const valid = periodInput.safeParse(period).success;
  const found = useAsk('visits', 'services', { ...period, by }, api.services.figures.query, {
    enabled: valid,
    keep: true,
  });
  const save = useTell(api.services.exportBook.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已导出 ${fileName}`)),
  });
  const address = new URLSearchParams({ ...period, by });
  if (behind)
    return <FigureRows input={behind} onBack={() => set({ counter: null, group: null })} />;
  return (
    <>
      <div className={classes.bar}>
        <ViewSwitch asked={asked} />
        <PeriodBar period={period} onChange={(next) => set(next)} />
        <span className={classes.spring} />
        <Button
          component={Link}
          href={`/visits/services/print?${address}`}
          variant="default"
          size="xs"
          disabled={!valid}
        >
          打印
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={!valid}
          loading={save.isPending}
          onClick={() => save.mutate(period)}
        >
          导出表格
        </Button>
      </div>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="怎样拆分"
          size="xs"
          value={by}
          onChange={(next) => set({ by: next })}
          data={serviceSplits.map((value) => ({ value, label: `按${splitLabels[value]}` }))}
        />
        <p className={classes.said}>
          每个数有自己的单位和归期，点开看由哪些记录得出；合计按整段时间另算，不由各行相加；增减是与上年同期相比。
        </p>
      </div>
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && valid && <Loading />}
      {found.data && (
        <div className={classes.scroll}>
          <FigureTable
            figures={found.data}
            by={by}
            onOpen={(counter, group) => set({ counter, group })}
          />
          <details className={classes.fold}>
            <summary>统计口径：每个数计什么、按哪一天、不计什么</summary>
            <Meanings />
          </details>
        </div>
      )}
    </>
  );
};

/** 服务统计: what was done for firms, what was agreed with them, what was dealt with ahead of the queue. */
export const ServicesPanel = () => {
  const asked = useServiceQuery();
  const { view } = asked;
  const switcher = <ViewSwitch asked={asked} />;
  return (
    <div className={classes.panel}>
      {view === 'figures' && <Figures asked={asked} />}
      {view === 'agreements' && <AgreementsView asked={asked} switcher={switcher} />}
      {view === 'tickets' && <TicketsView asked={asked} switcher={switcher} />}
    </div>
  );
};
