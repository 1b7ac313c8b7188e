import { Alert, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';

/** What this program could not apply, with the reason: kept whole, and tried again by itself. */
export const QuarantineNote = () => {
  const lines = useAsk('exchange', 'quarantine', undefined, () => api.exchange.quarantine.query());
  if (lines.isError)
    return <FailureNote error={lines.error} onRetry={() => void lines.refetch()} />;
  return (
    <Alert
      color="gray"
      variant="light"
      icon={<IconLock aria-hidden />}
      title="隔离的内容：没有丢，升级企策或所缺的登记到了会自动并入"
    >
      {lines.data?.map((line) => (
        <Text key={line.id} size="sm">
          {line.what}：{line.author}（{line.device}）
          {line.writtenAt && `${formatMoment(line.writtenAt)} 写，`}
          {formatMoment(line.at)} 到本机。{line.reason}。
        </Text>
      ))}
    </Alert>
  );
};
