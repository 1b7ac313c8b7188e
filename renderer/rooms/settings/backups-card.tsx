import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { formatBytes, formatMoment } from '#renderer/parts/formats.ts';
import { backupReason, RestoreDialog } from '#renderer/rooms/session/index.tsx';
import type { BackupLine, StoreOverview } from '#shared/settings.ts';
import classes from './backups-card.module.css';
import { Card } from './card.tsx';

/** The verified copies, newest first; make one, or go back to one. */
export const BackupsCard = ({ overview }: { readonly overview: StoreOverview }) => {
  const [chosen, setChosen] = useState<BackupLine | null>(null);
  const backUp = useTell(() => api.settings.backup.mutate(), {
    changes: ['settings'],
    onDone: (line) => showDone(`已备份：${formatMoment(line.at)}，${formatBytes(line.bytes)}`),
  });
  return (
    <Card
      title="备份"
      action={
        <Button onClick={() => backUp.mutate()} loading={backUp.isPending}>
          立即备份
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        启动、导入和并入之前会自动备份。备份目录：{overview.backupDir}
      </Text>
      {overview.backups.length === 0 ? (
        <Text size="sm">还没有备份。</Text>
      ) : (
        <div className={classes.list}>
          <Table stickyHeader verticalSpacing={4} aria-label="备份">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>时间</Table.Th>
                <Table.Th>原因</Table.Th>
                <Table.Th ta="right">大小</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {overview.backups.map((backup) => (
                <Table.Tr key={backup.name}>
                  <Table.Td>{formatMoment(backup.at)}</Table.Td>
                  <Table.Td>{backupReason(backup.reason)}</Table.Td>
                  <Table.Td ta="right">{formatBytes(backup.bytes)}</Table.Td>
                  <Table.Td ta="right">
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`恢复 ${formatMoment(backup.at)} 的备份`}
                      onClick={() => setChosen(backup)}
                    >
                      恢复
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />
    </Card>
  );
};
