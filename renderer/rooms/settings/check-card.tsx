import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { formatMoment } from '#renderer/parts/formats.ts';
import type { CheckResult } from '#shared/settings.ts';
import { Card } from './card.tsx';
import classes from './check-card.module.css';

/** Everything that can be checked about the store, line by line. */
export const CheckCard = ({ last }: { readonly last: CheckResult | null }) => {
  const check = useTell(() => api.settings.check.mutate(), { changes: ['settings'] });
  const result = check.data ?? last;
  return (
    <Card
      title="数据检查"
      action={
        <Button variant="default" onClick={() => check.mutate()} loading={check.isPending}>
          立即检查
        </Button>
      }
    >
      {result === null ? (
        <Text size="sm" c="dimmed">
          还没有检查过。检查只读不写，会逐行核对数据与变更记录。
        </Text>
      ) : (
        <>
          <Text size="sm" role="status" mb={4}>
            {formatMoment(result.at)} 检查：
            {result.ok
              ? '全部通过。'
              : '有未通过的项目，数据未动。请先恢复最近的备份，或联系维护人员。'}
          </Text>
          <ul className={classes.lines}>
            {result.lines.map((line) => (
              <li key={line.what} data-ok={line.ok}>
                {line.ok ? (
                  <IconCircleCheck size="1.1rem" stroke={1.6} aria-hidden />
                ) : (
                  <IconAlertTriangle size="1.1rem" stroke={1.6} aria-hidden />
                )}
                <span>{line.what}</span>
                <span>
                  {line.ok ? '通过' : '未通过'} · {line.detail}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
};
