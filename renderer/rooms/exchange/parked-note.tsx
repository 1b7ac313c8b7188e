import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { formatBytes, formatMoment } from '#renderer/parts/formats.ts';
import type { ParkedLine } from '#shared/exchange.ts';

/** Bundles that wait here for what they build on: what is missing, whom to ask, and a way out. */
export const ParkedNote = ({ parked }: { readonly parked: readonly ParkedLine[] }) => {
  const [leaving, setLeaving] = useState<ParkedLine | null>(null);
  const discard = useTell(api.exchange.discardParked.mutate);
  const confirm = (): void => {
    if (!leaving) return;
    discard.mutate(
      { bundle: leaving.id },
      {
        onSuccess: () => showDone(`已丢弃寄存的第 ${leaving.number} 号数据包`),
        onSettled: () => setLeaving(null),
      },
    );
  };
  return (
    <Alert
      color="amber"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={`寄存着 ${parked.length} 个数据包，缺的内容到了会自动并入`}
    >
      {parked.map((line) => (
        <Group key={line.id} justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm">
            {line.from} 第 {line.number} 号（{line.fileName}，{formatBytes(line.bytes)}，
            {formatMoment(line.at)}寄存）：{line.missing ?? line.problem ?? '下次并入时再试'}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => setLeaving(line)}>
            丢弃
          </Button>
        </Group>
      ))}
      <ConfirmDialog
        opened={leaving !== null}
        title="丢弃寄存的数据包"
        confirm="丢弃"
        busy={discard.isPending}
        onConfirm={confirm}
        onClose={() => setLeaving(null)}
      >
        {leaving?.from} 第 {leaving?.number} 号数据包将从本机删除，其中 {leaving?.changes}{' '}
        条改动不会并入。对方手里的内容不受影响，可以请对方再做一次。
      </ConfirmDialog>
    </Alert>
  );
};
