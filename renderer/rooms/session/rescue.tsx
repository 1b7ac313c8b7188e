import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { formatMoment } from '#renderer/parts/formats.ts';
import type { BackupLine } from '#shared/settings.ts';
import { backupReason } from './backup-reasons.ts';
import { RestoreDialog } from './restore-dialog.tsx';

const mostShown = 5;

/** For a store too damaged to open: the newest copies, before any room can be entered. */
export const Rescue = () => {
  const [chosen, setChosen] = useState<BackupLine | null>(null);
  const backups = useAsk('session', 'backups', undefined, () => api.session.backups.query());
  const newest = backups.data?.slice(0, mostShown) ?? [];
  return (
    <>
      <Text size="sm" fw={600} mt="md">
        最近的备份
      </Text>
      {backups.isSuccess && newest.length === 0 && (
        <Text size="sm" c="dimmed">
          没有找到备份。请不要改动数据目录，联系维护人员。
        </Text>
      )}
      {newest.map((backup) => (
        <Group key={backup.name} justify="space-between" mt="xs">
          <Text size="sm">
            {formatMoment(backup.at)} · {backupReason(backup.reason)}
          </Text>
          <Button variant="default" size="xs" onClick={() => setChosen(backup)}>
            恢复
          </Button>
        </Group>
      ))}
      <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />
    </>
  );
};
