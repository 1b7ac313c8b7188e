import { Alert, Text } from '@mantine/core';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { showPoints } from '#shared/scoring/points.ts';
import type { RunItem } from '#shared/scoring/run.ts';
import classes from './cultivation-tables.module.css';
import { IntactNote } from './intact-note.tsx';
import { asTree } from './item-tree.ts';

export const SchemeRows = ({ items }: { readonly items: readonly RunItem[] }) => (
  <table className={classes.table} aria-label="评分表">
    <thead>
      <tr>
        <th>评分项目</th>
        <th>记分办法</th>
        <th>怎么记分</th>
        <th data-right>满分</th>
      </tr>
    </thead>
    <tbody>
      {asTree(items).map(({ item, depth }) => (
        <tr key={item.code} data-group={item.kind === '分组' || undefined}>
          <td style={{ paddingLeft: `${0.6 + depth * 1.2}rem` }}>{item.title}</td>
          <td>{item.kind === '分组' ? '' : item.kind}</td>
          <td>
            {item.kind === '分组' ? '' : item.rule}
            {item.explain && (
              <Text size="xs" c="dimmed">
                {item.explain}
              </Text>
            )}
          </td>
          <td data-right>{item.cap === null ? '' : showPoints(item.cap)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** A version of a scheme as a table, and what keeps it from being used. */
export const SchemeTable = ({ versionId }: { readonly versionId: string }) => {
  const scheme = useAsk('cultivation', 'scheme', { id: versionId }, api.scoring.scheme.query, {
    keep: true,
  });
  if (scheme.isError)
    return <FailureNote error={scheme.error} onRetry={() => void scheme.refetch()} />;
  if (!scheme.data) return <Loading />;
  return (
    <div className={classes.sheet}>
      {scheme.data.faults.length > 0 && (
        <Alert color="amber" mb="sm" title="这个版本还不能用">
          {scheme.data.faults.join('；')}
        </Alert>
      )}
      <IntactNote ledger="scheme_version" id={versionId} />
      <SchemeRows items={scheme.data.items} />
      {scheme.data.full !== null && (
        <Text size="sm" mt="xs" ta="right">
          满分 {showPoints(scheme.data.full)} 分
        </Text>
      )}
    </div>
  );
};
