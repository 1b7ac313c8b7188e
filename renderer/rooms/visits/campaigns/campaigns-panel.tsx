import { Button } from '@mantine/core';
import { IconClipboardList, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { UnfinishedDrafts } from '#renderer/parts/unfinished-drafts.tsx';
import { emptySheet } from '#shared/campaigns/question-sheet.ts';
import { type CampaignLine, campaignStateLabels } from '#shared/campaigns/views.ts';
import classes from './campaigns.module.css';

const period = ({ startsOn, endsOn }: CampaignLine): string =>
  startsOn === null && endsOn === null
    ? nothingKnown
    : `${startsOn === null ? '' : formatDay(startsOn)} — ${endsOn === null ? '' : formatDay(endsOn)}`;

const columns: readonly Column<CampaignLine>[] = [
  { key: 'title', title: '调研名称', width: 'minmax(14rem, 1fr)', cell: (row) => row.title },
  { key: 'phase', title: '状态', width: '6rem', cell: (row) => campaignStateLabels[row.phase] },
  { key: 'period', title: '时间', width: '17rem', cell: period },
  { key: 'lead', title: '牵头人', width: '7rem', cell: (row) => row.lead ?? nothingKnown },
  {
    key: 'questions',
    title: '题目',
    width: '5rem',
    align: 'right',
    cell: (row) => `${row.questions} 题`,
  },
  {
    key: 'complete',
    title: '已完成',
    width: '8rem',
    align: 'right',
    cell: (row) => (row.firms === 0 ? nothingKnown : `${row.counts.complete} / ${row.firms} 家`),
  },
  {
    key: 'mine',
    title: '等我填',
    width: '6rem',
    align: 'right',
    cell: (row) => (row.mine === 0 ? nothingKnown : `${row.mine} 家`),
  },
  {
    key: 'state',
    title: '数据状态',
    width: '9.5rem',
    cell: (row) => <StateBadge state={row.state} />,
  },
];

/** 专项调研: every campaign, those under way first. */
export const CampaignsPanel = () => {
  const [, navigate] = useLocation();
  const [fresh] = useState(() => crypto.randomUUID());
  const list = useAsk('visits', 'campaigns', undefined, () => api.campaigns.list.query());
  const create = useTell(api.campaigns.save.mutate, {
    changes: ['visits'],
    onDone: ({ id }) => navigate(`/visits/campaigns/${id}`),
  });
  const begin = (
    <Button
      leftSection={<IconPlus size="1rem" aria-hidden />}
      loading={create.isPending}
      onClick={() =>
        create.mutate({
          ...{ id: fresh, title: '新的调研', purpose: null, startsOn: null, endsOn: null },
          ...{ lead: null, sheet: emptySheet },
        })
      }
    >
      新建调研
    </Button>
  );
  return (
    <>
      <UnfinishedDrafts kind="campaign" room="visits/campaigns" noun="调研问卷" />
      <UnfinishedDrafts kind="return" room="visits/campaigns/returns" noun="调研答卷" />
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && (
        <EmptyState
          icon={<IconClipboardList size="2rem" stroke={1.4} />}
          title="还没有专项调研"
          actions={begin}
        >
          自己编一份问卷，发布后选定企业，各人带着电脑去问，没有网络也能填；答卷随数据包汇总，结果自动成表。
        </EmptyState>
      )}
      {list.data && list.data.length > 0 && (
        <>
          <div className={classes.bar}>{begin}</div>
          <DataTable
            label="专项调研"
            columns={columns}
            rows={list.data}
            rowKey={(row) => row.id}
            onOpen={(row) =>
              navigate(
                row.phase === 'draft'
                  ? `/visits/campaigns/${row.id}`
                  : `/visits/campaigns/${row.id}/firms`,
              )
            }
          />
        </>
      )}
    </>
  );
};
