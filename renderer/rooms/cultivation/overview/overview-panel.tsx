import { Anchor, Button, Group } from '@mantine/core';
import { IconTarget, IconTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, formatShare } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { AsOfInput, useAsOf } from '#renderer/rooms/cultivation/as-of.tsx';
import type { StructureLine } from '#shared/brand-structure.ts';
import { layerLabels } from '#shared/pyramid.ts';
import type { Overview, OverviewPart, StockLine } from '#shared/pyramid-views.ts';
import classes from './overview.module.css';
import { OverviewMembers } from './overview-members.tsx';
import { PyramidFigure } from './pyramid-figure.tsx';

type Open = (title: string, part: OverviewPart) => void;

const Stock = ({ lines, open }: { readonly lines: readonly StockLine[]; readonly open: Open }) => (
  <table className={classes.table} aria-label="荣誉存量">
    <thead>
      <tr>
        <th>荣誉</th>
        <th>级别</th>
        <th className={classes.number}>有效（项）</th>
        <th className={classes.number}>产品（个）</th>
        <th className={classes.number}>企业（家）</th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ award, level, count, firms, products }) => (
        <tr key={award}>
          <td>{award}</td>
          <td>{level ?? '—'}</td>
          <td className={classes.number}>
            <Anchor
              component="button"
              type="button"
              className={classes.figure}
              aria-label={`${award} ${count} 项`}
              onClick={() => open(award, { kind: 'stock', award })}
            >
              {count}
            </Anchor>
          </td>
          <td className={classes.number}>{products || '—'}</td>
          <td className={classes.number}>{firms || '—'}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Structure = ({
  lines,
  open,
}: {
  readonly lines: readonly StructureLine[];
  readonly open: Open;
}) => (
  <table className={classes.table} aria-label="名牌产品结构">
    <thead>
      <tr>
        <th>指标</th>
        <th className={classes.number}>现有（个）</th>
        <th className={classes.number}>比例</th>
        <th className={classes.number}>目标</th>
        <th className={classes.number}>还差（个）</th>
      </tr>
    </thead>
    <tbody>
      {lines.map(
        ({ indicator, formula, numerator, denominator, rate, goalRate, goalCount, gap }) => (
          <tr key={indicator} title={formula}>
            <td>{indicator}</td>
            <td className={classes.number}>
              <Anchor
                component="button"
                type="button"
                className={classes.figure}
                aria-label={`${indicator} ${numerator} 个`}
                onClick={() => open(indicator, { kind: 'structure', indicator })}
              >
                {numerator}
              </Anchor>
              {denominator === null ? '' : ` / ${denominator}`}
            </td>
            <td className={classes.number}>{denominator === null ? '—' : formatShare(rate)}</td>
            <td className={classes.number}>
              {goalCount === null
                ? '—'
                : `${goalRate === null ? '' : `${formatShare(goalRate)}，`}${goalCount} 个`}
            </td>
            <td className={classes.number}>
              {gap === null ? '—' : gap === 0 ? '已达到' : `+${gap}`}
            </td>
          </tr>
        ),
      )}
    </tbody>
  </table>
);

type Asked = { readonly title: string; readonly part: OverviewPart };

const Shown = ({ data, open }: { readonly data: Overview; readonly open: Open }) => (
  <div className={classes.grid}>
    <section className={classes.card} aria-label="金字塔">
      <h2>企业品牌金字塔</h2>
      <p>每家企业只计一次，归入达到的最高一层；四层合计 {data.firms} 家。</p>
      <PyramidFigure
        layers={data.layers}
        onOpen={(layer, kind) =>
          open(`${layerLabels[layer]}${kind === 'candidates' ? '中有望升一层的' : ''}`, {
            kind,
            layer,
          })
        }
      />
    </section>
    <div className={classes.side}>
      <section className={classes.card} aria-label="荣誉">
        <h2>荣誉存量</h2>
        <p>截至日当天在有效期内的；点数字看是哪些。</p>
        {data.stock.length === 0 ? (
          <p>还没有有效的荣誉。</p>
        ) : (
          <Stock lines={data.stock} open={open} />
        )}
      </section>
      <section className={classes.card} aria-label="结构">
        <h2>名牌产品结构{data.goalYear === null ? '' : `与 ${data.goalYear} 年目标的差距`}</h2>
        <p>
          {data.goalYear === null
            ? '市级及以上名牌产品；还没有填写结构目标，可在上面「目标与区域荣誉」里填。'
            : '市级及以上名牌产品；“还差”是达到目标比例至少要再增加的产品数。'}
        </p>
        <Structure lines={data.structure} open={open} />
      </section>
    </div>
  </div>
);

/** 总览: how the county stands on a day, in three pictures a leader reads. */
export const OverviewPanel = () => {
  const [on, setOn] = useAsOf();
  const [asked, setAsked] = useState<Asked | null>(null);
  const found = useAsk('cultivation', 'overview', { on }, api.standing.overview.query, {
    keep: true,
  });
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { data } = found;
  if (data.firms === 0)
    return (
      <EmptyState icon={<IconTriangle size="2.5rem" stroke={1.2} />} title="还没有企业">
        导入企业名单、荣誉和证书后，这里按层级和有效期自动统计。
      </EmptyState>
    );
  return (
    <>
      <div className={classes.top}>
        <div>
          <h2>截至 {formatDay(data.on)}</h2>
          <p className={classes.said}>
            企业 {data.firms} 家，其中重点培育（领军、骨干）{data.keyFirms} 家
          </p>
        </div>
        <Group gap="sm">
          <Button
            component={Link}
            href="/cultivation/goals"
            variant="default"
            leftSection={<IconTarget size="1.1rem" aria-hidden />}
          >
            目标与区域荣誉
          </Button>
          <AsOfInput on={on} onChange={setOn} />
        </Group>
      </div>
      <Shown data={data} open={(title, part) => setAsked({ title, part })} />
      {asked && <OverviewMembers on={on} {...asked} onClose={() => setAsked(null)} />}
    </>
  );
};
