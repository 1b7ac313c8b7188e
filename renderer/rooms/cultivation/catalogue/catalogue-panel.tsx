import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconFileImport, IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { type CatalogueVerdict, catalogueVerdicts } from '#shared/catalogue-match.ts';
import type { CatalogueBrief, MatchRow } from '#shared/catalogue-views.ts';
import { ReadCatalogueDialog } from './read-catalogue-dialog.tsx';

const columns: readonly Column<MatchRow>[] = [
  {
    key: 'product',
    title: '产品',
    width: 'minmax(10rem, 1fr)',
    cell: ({ product }) => product,
  },
  { key: 'firm', title: '企业', width: 'minmax(13rem, 1.4fr)', cell: ({ firm }) => firm.name },
  { key: 'verdict', title: '结论', width: '8rem', cell: ({ verdict }) => verdict },
  {
    key: 'entry',
    title: '目录中的名称',
    width: 'minmax(8rem, 1fr)',
    cell: ({ entry }) => entry ?? nothingKnown,
  },
  { key: 'way', title: '依据', width: '5.5rem', cell: ({ way }) => way ?? nothingKnown },
  {
    key: 'gaps',
    title: '差距',
    width: 'minmax(16rem, 2fr)',
    cell: ({ gaps, open }) => (
      <span title={[...gaps, ...open.map((text) => `${text}（由人核对）`)].join('\n')}>
        <span className={panel.soon}>{gaps.join('、')}</span>
        {open.length > 0 && (
          <span className={panel.quiet}>
            {gaps.length > 0 && '；'}另有 {open.length} 项由人核对
          </span>
        )}
      </span>
    ),
  },
  {
    key: 'applied',
    title: '申报',
    width: '5rem',
    cell: ({ applied }) => (applied ? '已登记' : ''),
  },
];

const keyOf = ({ award, year }: CatalogueBrief): string => `${year} ${award}`;

const Matches = ({ catalogue }: { readonly catalogue: CatalogueBrief }) => {
  const [, navigate] = useLocation();
  const [verdict, setVerdict] = useState<CatalogueVerdict>('在目录且符合');
  const { award, year } = catalogue;
  const found = useAsk('cultivation', 'matches', { award, year }, api.standing.matches.query, {
    keep: true,
  });
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { rows, counts, entries, edition, conditions } = found.data;
  const shown = rows.filter((row) => row.verdict === verdict);
  return (
    <>
      <p className={panel.said}>
        目录 {entries} 条{catalogue.deadline && `，申报截止 ${formatDay(catalogue.deadline)}`}
        。按名称、别名、名称结尾和分类代码，对照全县在产产品 {rows.length}{' '}
        个；“差距”按销售额、抽查和
        {edition === null
          ? '体系、标准、商标、信用这些通常的条件'
          : `「${edition}」的 ${conditions} 条申报条件（${year - 1} 年数据）`}
        核对，档案里没有的数据也算差距。
      </p>
      <SegmentedControl
        aria-label="结论"
        size="sm"
        w="fit-content"
        flex="none"
        value={verdict}
        onChange={(next) => setVerdict(next as CatalogueVerdict)}
        data={catalogueVerdicts.map((word) => ({
          value: word,
          label: `${word} ${counts[word].products} 个（${counts[word].firms} 家）`,
        }))}
      />
      {shown.length === 0 ? (
        <EmptyState title={`没有${verdict}的产品`} />
      ) : (
        <DataTable
          label="目录对照"
          columns={columns}
          rows={shown}
          rowKey={({ id }) => id}
          onOpen={({ firm }) => navigate(`/enterprises/${firm.id}?tab=products`)}
        />
      )}
    </>
  );
};

/** 评价目录: what a year's catalogue opens for, and which of the county's products fall under it. */
export const CataloguePanel = () => {
  const [asked, setAsked] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  const found = useAsk('cultivation', 'catalogues', undefined, () =>
    api.standing.catalogues.query(),
  );
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const chosen = found.data.find((one) => keyOf(one) === asked) ?? found.data[0];
  const read = (
    <Button
      size="xs"
      leftSection={<IconFileImport size="1rem" aria-hidden />}
      onClick={() => setReading(true)}
    >
      读入目录
    </Button>
  );
  return (
    <>
      {chosen ? (
        <>
          <div className={panel.bar}>
            <Select
              label="目录"
              size="xs"
              w="18rem"
              value={keyOf(chosen)}
              onChange={setAsked}
              allowDeselect={false}
              data={found.data.map((one) => ({
                value: keyOf(one),
                label: `${one.year} 年 ${one.award}（${one.entries} 条）`,
              }))}
            />
            <span className={panel.spring} />
            {read}
          </div>
          <Matches key={keyOf(chosen)} catalogue={chosen} />
        </>
      ) : (
        <EmptyState
          icon={<IconListSearch size="2.5rem" stroke={1.2} />}
          title="还没有评价目录"
          actions={read}
        >
          收到当年的评价目录后读入表格，企策会找出全县哪些产品在目录里、还差什么。
        </EmptyState>
      )}
      {reading && <ReadCatalogueDialog onClose={() => setReading(false)} />}
    </>
  );
};
