import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FirmChooser } from '#renderer/parts/firm-chooser.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { type BrandRun, brandRankings } from '#shared/brand-value.ts';
import { digitsOf } from '#shared/registers/values.ts';
import { showFigure } from '#shared/scoring/points.ts';
import tables from './cultivation-tables.module.css';
import classes from './radar.module.css';

const List = ({ title, runs }: { readonly title: string; readonly runs: readonly BrandRun[] }) => (
  <section className={tables.sheet} aria-label={`${title}榜`}>
    <Text fw={600}>{title}品牌</Text>
    {runs.length === 0 ? (
      <Text size="sm" c="dimmed">
        还没有测算过。
      </Text>
    ) : (
      <table className={tables.table}>
        <thead>
          <tr>
            <th>年度</th>
            <th data-right>名次</th>
            <th>企业</th>
            <th data-right>品牌价值（万元）</th>
            <th data-right>强度（分）</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>{run.baseYear}</td>
              <td data-right>{run.rank}</td>
              <td>
                <Anchor component={Link} href={`/cultivation/firms/${run.firmId}/brand`} size="sm">
                  {run.firmName}
                </Anchor>
              </td>
              <td data-right>{showFigure(run.value)}</td>
              <td data-right>{digitsOf(run.strength, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

/** 品牌价值: two lists, for ranking within the office. */
export const BrandPanel = () => {
  const runs = useAsk('cultivation', 'brandValues', undefined, () =>
    api.assessments.brandValues.query(),
  );
  if (runs.isError) return <FailureNote error={runs.error} onRetry={() => void runs.refetch()} />;
  if (!runs.data) return <Loading />;
  const ranked = runs.data.filter(({ rank }) => rank !== null);
  return (
    <div className={tables.pad}>
      <Text size="sm" c="dimmed">
        内部排序使用：由本局按各企业近三年数据和本局参数测算，不是评估结论，不对外发布。
      </Text>
      <div className={classes.two}>
        {brandRankings.map((ranking) => (
          <List
            key={ranking}
            title={ranking}
            runs={ranked.filter((run) => run.ranking === ranking)}
          />
        ))}
      </div>
      <FirmChooser address={(id) => `/cultivation/firms/${id}/brand`} />
    </div>
  );
};
