import { Anchor, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconFilePlus, IconFiles, IconSearch } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import { AsOfInput, useAsOf } from '#renderer/rooms/cultivation/as-of.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { ApplicationBoard } from '#shared/applications.ts';
import { ApplicationDrawer } from './application-drawer.tsx';
import classes from './applications-panel.module.css';
import { ApplicationsTable } from './applications-table.tsx';
import { BoardView } from './board-view.tsx';
import { FunnelView } from './funnel-view.tsx';
import { NewApplicationDialog } from './new-application-dialog.tsx';

const views = [
  { value: 'board', label: '看板' },
  { value: 'table', label: '列表' },
  { value: 'funnel', label: '漏斗' },
] as const;

/** Filters, view and the open application stand in the address. */
const useWanted = () => {
  const [params, setParams] = useSearchParams();
  const set = (changes: Readonly<Record<string, string | null>>): void => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes))
      if (value === null || value === '') next.delete(key);
      else next.set(key, value);
    setParams(next, { replace: true });
  };
  return [params, set] as const;
};

/** Applications two offices entered each for themselves: one click makes them one. */
const Doubles = ({ board }: { readonly board: ApplicationBoard }) => {
  const split = useTell(api.applications.split.mutate);
  const merge = useTell(api.applications.merge.mutate, {
    onDone: ({ mergedIds }) =>
      showUndo('已合并为一项申报，两处的进展和材料都在', () =>
        split.mutate({ ids: [...mergedIds] }),
      ),
  });
  if (board.doubles.length === 0) return null;
  return (
    <ul className={classes.doubles} aria-label="重复的申报">
      {board.doubles.map((ids) => {
        const row = board.rows.find(({ id }) => ids.includes(id));
        if (!row) return null;
        return (
          <li key={row.id}>
            <span>
              「{row.firm.name}」{row.year} 年{row.award}
              {row.product && `（${row.product}）`}登记了 {ids.length} 次，多半是两处各自登记的
            </span>
            <Button
              size="compact-xs"
              variant="default"
              loading={merge.isPending}
              onClick={() => merge.mutate({ ids: [...ids] })}
            >
              合并为一项
            </Button>
          </li>
        );
      })}
    </ul>
  );
};

/** 申报: everything applied for in a year, as a board, a list and a funnel. */
export const ApplicationsPanel = () => {
  const [params, set] = useWanted();
  const [on, setOn] = useAsOf();
  const { search, input: searchBox } = useSearchBox('', 120);
  const [year, award] = [params.get('year'), params.get('award')];
  const view = params.get('view') ?? 'board';
  const found = useAsk(
    'cultivation',
    'board',
    { year: year === null ? null : Number(year), award, search, on },
    api.applications.board.query,
    { keep: true },
  );
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const board = found.data;
  const open = ({ id }: { readonly id: string }): void => set({ app: id });
  const add = (
    <Button
      size="xs"
      leftSection={<IconFilePlus size="1rem" aria-hidden />}
      onClick={() => set({ new: 'firm' })}
    >
      登记申报
    </Button>
  );
  const dialogs = (
    <>
      {params.get('new') !== null && (
        <NewApplicationDialog
          firm={params.get('new') === 'firm' ? null : params.get('new')}
          addressOf={(firm) => {
            const next = new URLSearchParams(params);
            next.set('new', firm);
            return `/cultivation/applications?${next}`;
          }}
          onClose={(id) => set({ new: null, app: id })}
        />
      )}
      {params.get('app') !== null && (
        <ApplicationDrawer id={params.get('app') ?? ''} onClose={() => set({ app: null })} />
      )}
    </>
  );
  if (board.years.length === 0)
    return (
      <>
        <EmptyState
          icon={<IconFiles size="2.5rem" stroke={1.2} />}
          title="还没有申报"
          actions={add}
        >
          先登记哪家企业、哪个产品申报什么奖项，再按环节记录进展。
        </EmptyState>
        {dialogs}
      </>
    );
  const title = `${year === null ? '' : `${year} 年`}${award ?? ''}`;
  const noRound = year === null || award === null ? '先选年度和奖项' : null;
  return (
    <>
      <div className={panel.bar}>
        <SegmentedControl
          aria-label="看什么"
          size="sm"
          value={view}
          onChange={(next) => set({ view: next })}
          data={[...views]}
        />
        <Select
          label="年度"
          size="xs"
          w="6.5rem"
          placeholder="全部"
          clearable
          value={year}
          onChange={(next) => set({ year: next, award: null })}
          data={board.years.map(String)}
        />
        <Select
          label="奖项"
          size="xs"
          w="11rem"
          placeholder="全部"
          clearable
          value={award}
          onChange={(next) => set({ award: next })}
          data={[...board.awards]}
        />
        <TextInput
          label="查找"
          size="xs"
          w="11rem"
          placeholder="企业、产品或经办人"
          leftSection={<IconSearch size="0.9rem" aria-hidden />}
          {...searchBox}
        />
        <AsOfInput on={on} onChange={setOn} />
        <p className={panel.said}>{board.rows.length} 项</p>
        <span className={panel.spring} />
        <PaperButton
          size="xs"
          kind="recommendation-letter"
          id={`${year} ${award}`}
          label="推荐函"
          blocked={noRound}
        />
        <PaperButton
          size="xs"
          kind="recommendation-table"
          id={`${year} ${award}`}
          label="推荐汇总表"
          blocked={noRound}
        />
        {add}
      </div>
      {on !== null && (
        <p className={panel.said} role="status">
          正在看 {formatDay(on)} 那天的情况，之后的进展没有显示。{' '}
          <Anchor component="button" type="button" onClick={() => set({ on: null })}>
            看最新情况
          </Anchor>
        </p>
      )}
      <Doubles board={board} />
      {board.rows.length === 0 ? (
        <EmptyState title="没有符合条件的申报">换一个年度、奖项或查找的词。</EmptyState>
      ) : view === 'table' ? (
        <ApplicationsTable rows={board.rows} onOpen={open} />
      ) : view === 'funnel' ? (
        <FunnelView board={board} title={title} day={formatDay(board.on)} onOpen={open} />
      ) : (
        <BoardView rows={board.rows} onOpen={open} />
      )}
      {dialogs}
    </>
  );
};
