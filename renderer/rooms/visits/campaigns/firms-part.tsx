import {
  Autocomplete,
  Button,
  Group,
  Modal,
  NativeSelect,
  SegmentedControl,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconSearch, IconTrash, IconUserCheck, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable, type TableSelection } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import {
  type CampaignFile,
  campaignStateLabels,
  mostCampaignFirms,
  type ReturnLine,
  type ReturnState,
  returnStateLabels,
  returnStates,
} from '#shared/campaigns/views.ts';
import { AddFirms } from './add-firms.tsx';
import classes from './campaigns.module.css';
import { campaignCrumbs } from './crumbs.ts';

type PartProps = {
  readonly file: CampaignFile;
  readonly switcher: ReactNode;
  readonly more: ReactNode;
};

const columns: readonly Column<ReturnLine>[] = [
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(14rem, 1fr)',
    cell: (row) =>
      `${row.firm.name}${row.beside.length > 0 ? `（另有 ${row.beside.length} 份）` : ''}`,
  },
  {
    key: 'township',
    title: '乡镇街道',
    width: '8rem',
    cell: (row) => row.firm.township ?? nothingKnown,
  },
  { key: 'asker', title: '调研人', width: '8rem', cell: (row) => row.asker ?? nothingKnown },
  { key: 'standing', title: '状态', width: '7rem', cell: (row) => returnStateLabels[row.standing] },
  {
    key: 'answered',
    title: '已答',
    width: '7rem',
    align: 'right',
    cell: (row) => (row.asked === 0 ? nothingKnown : `${row.answered} / ${row.asked} 题`),
  },
  {
    key: 'completed',
    title: '完成日期',
    width: '9rem',
    cell: (row) => (row.completedOn === null ? nothingKnown : formatDay(row.completedOn)),
  },
  {
    key: 'state',
    title: '数据状态',
    width: '9.5rem',
    cell: (row) => <StateBadge state={row.state} returned={row.returnedAs} />,
  },
];

const useTicked = (rows: readonly ReturnLine[]) => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const ids = rows.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  const selection: TableSelection<ReturnLine> = {
    has: ({ id }) => ticked.has(id),
    toggle: ({ id }) => setTicked((before) => before.symmetricDifference(new Set([id]))),
    all: ids.length === 0 ? 'none' : ids.length === rows.length ? 'all' : 'some',
    toggleAll: () =>
      setTicked(ids.length === rows.length ? new Set() : new Set(rows.map(({ id }) => id))),
    clear: () => setTicked(new Set()),
  };
  return { ids, selection };
};

type AssignProps = {
  readonly ids: readonly string[];
  readonly askers: readonly string[];
  readonly onDone: () => void;
};

const AssignDialog = ({ ids, askers, onDone }: AssignProps) => {
  const [person, setPerson] = useState('');
  const assign = useTell(api.campaigns.assign.mutate, {
    changes: ['visits'],
    onDone: () => {
      showDone(`已指定 ${ids.length} 家的调研人`);
      onDone();
    },
  });
  return (
    <Modal
      opened
      onClose={onDone}
      centered
      title={`指定 ${ids.length} 家的调研人`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <Autocomplete
        data-autofocus
        label="调研人"
        description="留空表示还没有定"
        maxLength={50}
        data={[...askers]}
        value={person}
        onChange={setPerson}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onDone}>
          取消
        </Button>
        <Button
          loading={assign.isPending}
          onClick={() => assign.mutate({ ids: [...ids], asker: person.trim() || null })}
        >
          指定
        </Button>
      </Group>
    </Modal>
  );
};

/** Which firms are asked, by whom, and where each stands. */
export const FirmsPart = ({ file, switcher, more }: PartProps) => {
  const { id } = file;
  const [, navigate] = useLocation();
  const [standing, setStanding] = useState<ReturnState | 'all'>('all');
  const [asker, setAsker] = useState('');
  const [dialog, setDialog] = useState<'add' | 'assign' | null>(null);
  const box = useSearchBox('', 120);
  const query = {
    ...{ id, search: box.search, asker: asker || null, limit: mostCampaignFirms, offset: 0 },
    states: standing === 'all' ? [] : [standing],
  };
  const list = useAsk('visits', 'campaignReturns', query, api.campaigns.returns.query, {
    keep: true,
  });
  const rows = list.data?.rows ?? [];
  const { ids, selection } = useTicked(rows);
  const restore = useTell(api.campaigns.restoreReturns.mutate, { changes: ['visits'] });
  const remove = useTell(api.campaigns.removeReturns.mutate, {
    changes: ['visits'],
    onDone: (_none, input) => {
      selection.clear();
      showUndo(`已移出 ${input.ids.length} 家，已填的答案还留着`, () => restore.mutate(input));
    },
  });
  const counts = list.data?.counts;
  const all = counts ? Object.values(counts).reduce((sum, n) => sum + n, 0) : 0;
  const addButton = (
    <Button leftSection={<IconPlus size="1.1rem" aria-hidden />} onClick={() => setDialog('add')}>
      列入企业
    </Button>
  );
  return (
    <Page
      title={file.title}
      breadcrumbs={campaignCrumbs}
      fill
      subtitle={
        <span className={classes.facts}>
          <span>{campaignStateLabels[file.phase]}</span>
          <span>共 {file.firms} 家</span>
          {file.endsOn && <span>截止 {formatDay(file.endsOn)}</span>}
        </span>
      }
      actions={
        <>
          {more}
          {addButton}
        </>
      }
    >
      {switcher}
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && all === 0 && (
        <EmptyState
          icon={<IconUsers size="2rem" stroke={1.4} />}
          title="还没有列入企业"
          actions={addButton}
        >
          按条件、按名单视图列入，从表格粘贴一列企业，或者逐家挑选；列入时可以一并定下谁去问。
        </EmptyState>
      )}
      {counts && all > 0 && (
        <>
          <div className={classes.bar}>
            <TextInput
              aria-label="查找企业"
              placeholder="按企业、乡镇或调研人查找"
              leftSection={<IconSearch size="1rem" aria-hidden />}
              w="16rem"
              {...box.input}
            />
            <SegmentedControl
              size="xs"
              aria-label="状态"
              value={standing}
              onChange={(next) => setStanding(next as typeof standing)}
              data={[
                { value: 'all', label: `全部 ${all}` },
                ...returnStates.map((one) => ({
                  value: one,
                  label: `${returnStateLabels[one]} ${counts[one]}`,
                })),
              ]}
            />
            <NativeSelect
              aria-label="调研人"
              value={asker}
              data={[{ value: '', label: '全部调研人' }, ...(list.data?.askers ?? [])]}
              onChange={(event) => setAsker(event.currentTarget.value)}
            />
            {ids.length > 0 && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconUserCheck size="1rem" aria-hidden />}
                  onClick={() => setDialog('assign')}
                >
                  指定调研人（{ids.length} 家）
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconTrash size="1rem" aria-hidden />}
                  loading={remove.isPending}
                  onClick={() => remove.mutate({ ids })}
                >
                  移出
                </Button>
              </>
            )}
          </div>
          {rows.length === 0 ? (
            <EmptyState title="没有符合条件的企业">换一个条件再看。</EmptyState>
          ) : (
            <DataTable
              label="调研企业"
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              selection={selection}
              memory={`campaign-${id}`}
              onOpen={(row) => navigate(`/visits/campaigns/returns/${row.id}`)}
            />
          )}
        </>
      )}
      {dialog === 'add' && <AddFirms campaign={id} onClose={() => setDialog(null)} />}
      {dialog === 'assign' && (
        <AssignDialog
          ids={ids}
          askers={list.data?.askers ?? []}
          onDone={() => {
            setDialog(null);
            selection.clear();
          }}
        />
      )}
    </Page>
  );
};
