import {
  Anchor,
  Button,
  CloseButton,
  NativeSelect,
  SegmentedControl,
  TextInput,
} from '@mantine/core';
import { IconSearch, IconTableExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatShare, nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import {
  type CampaignFile,
  campaignStateLabels,
  mostCampaignFirms,
  type Pick as Picked,
  type ResultRow,
  returnStateLabels,
} from '#shared/campaigns/views.ts';
import classes from './campaigns.module.css';
import { campaignCrumbs } from './crumbs.ts';
import { type Question, ResultFigure, type Sort } from './result-figure.tsx';

type PartProps = {
  readonly file: CampaignFile;
  readonly switcher: ReactNode;
  readonly more: ReactNode;
};

const columnsOf = (questions: readonly Question[]): readonly Column<ResultRow>[] => [
  {
    key: 'firm',
    title: '企业',
    width: '14rem',
    cell: (row) => <span title={row.firm.name}>{row.firm.name}</span>,
  },
  {
    key: 'standing',
    title: '状态',
    width: '5.5rem',
    cell: (row) => returnStateLabels[row.standing],
  },
  ...questions.map(
    (question): Column<ResultRow> => ({
      key: question.id,
      title: question.label,
      width: question.kind === 'longText' ? '18rem' : '10rem',
      sortable: true,
      align: question.kind === 'number' ? 'right' : 'left',
      cell: (row) => (
        <span title={row.cells[question.id] ?? ''}>{row.cells[question.id] ?? nothingKnown}</span>
      ),
    }),
  ),
];

const pickWords = (pick: Picked, questions: readonly Question[]): string => {
  const question = questions.find(({ id }) => id === pick.question);
  const { of } = pick;
  if ('answered' in of) return `${question?.label ?? ''}：${of.answered ? '已填' : '未填'}`;
  const option = question?.options.find(({ id }) => id === of.option);
  return `${question?.label ?? ''}：${option?.label ?? of.option}`;
};

/** 结果: figures, each leading to its rows, beside the table of firms × questions. */
export const ResultsPart = ({ file, switcher, more }: PartProps) => {
  const { id } = file;
  const [, navigate] = useLocation();
  const [scope, setScope] = useState<'complete' | 'all'>('complete');
  const [township, setTownship] = useState('');
  const [pick, setPick] = useState<Picked | null>(null);
  const [sort, setSort] = useState<Sort>(null);
  const box = useSearchBox('', 120);
  const query = {
    ...{ id, scope, pick, sort, search: box.search, limit: mostCampaignFirms, offset: 0 },
    // The empty word is a township nobody has filled in.
    township: township === '' ? null : township === '（未填）' ? '' : township,
  };
  const asked = useAsk('visits', 'campaignResults', query, api.campaigns.results.query, {
    keep: true,
  });
  const book = useTell(api.campaigns.exportBook.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已导出：${fileName}`)),
  });
  const results = asked.data;
  return (
    <Page
      title={file.title}
      breadcrumbs={campaignCrumbs}
      fill
      subtitle={
        <span className={classes.facts}>
          <span>{campaignStateLabels[file.phase]}</span>
          {results && (
            <span>
              完成 {results.complete} / {results.firms} 家
              {results.firms > 0 &&
                `（${formatShare(Math.round((results.complete * 1000) / results.firms))}）`}
            </span>
          )}
          {results && results.complete < results.firms && (
            <Anchor component={Link} href={`/visits/campaigns/${id}/firms`} size="sm">
              还差 {results.firms - results.complete} 家
            </Anchor>
          )}
        </span>
      }
      actions={
        <>
          {more}
          <Button
            leftSection={<IconTableExport size="1.1rem" aria-hidden />}
            loading={book.isPending}
            disabled={!results || results.firms === 0}
            onClick={() => book.mutate({ ...query, pick: null, sort: null })}
          >
            导出表格
          </Button>
        </>
      }
    >
      {switcher}
      {asked.isError && <FailureNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <Loading />}
      {results && (
        <>
          <div className={classes.bar}>
            <SegmentedControl
              size="xs"
              aria-label="算哪些答卷"
              value={scope}
              onChange={(next) => setScope(next as typeof scope)}
              data={[
                { value: 'complete', label: '只算已完成' },
                { value: 'all', label: '含填写中' },
              ]}
            />
            <NativeSelect
              aria-label="乡镇街道"
              value={township}
              data={[
                { value: '', label: '全部乡镇' },
                ...results.townships.map((word) => word || '（未填）'),
              ]}
              onChange={(event) => setTownship(event.currentTarget.value)}
            />
            <TextInput
              aria-label="查找企业"
              placeholder="按企业名称查找"
              leftSection={<IconSearch size="1rem" aria-hidden />}
              {...box.input}
            />
            <span className={classes.aside}>以下按 {results.counted} 份答卷统计</span>
          </div>
          {results.counted === 0 ? (
            <EmptyState title="还没有可统计的答卷">
              {scope === 'complete'
                ? '答卷点了「完成」才计入；也可以选「含填写中」先看进展。'
                : '还没有人开始填写。'}
            </EmptyState>
          ) : (
            <div className={classes.results}>
              <div className={classes.figures}>
                {results.questions.map((question, at) => {
                  const tally = results.tallies[at];
                  return (
                    tally && (
                      <ResultFigure
                        key={question.id}
                        {...{ question, tally }}
                        onPick={setPick}
                        onSort={setSort}
                      />
                    )
                  );
                })}
              </div>
              <div className={classes.rows}>
                {pick && (
                  <div className={classes.bar}>
                    <span>
                      {pickWords(pick, results.questions)}　{results.total} 家
                    </span>
                    <CloseButton size="sm" aria-label="看全部答卷" onClick={() => setPick(null)} />
                  </div>
                )}
                <DataTable
                  label="调研结果"
                  columns={columnsOf(results.questions)}
                  rows={results.rows}
                  rowKey={(row) => row.id}
                  order={sort && { key: sort.by, down: sort.down }}
                  onOrder={(order) => setSort(order && { by: order.key, down: order.down })}
                  onOpen={(row) => navigate(`/visits/campaigns/returns/${row.id}`)}
                />
              </div>
            </div>
          )}
        </>
      )}
    </Page>
  );
};
