import { PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import type { BackupLine } from '#shared/settings.ts';
import { backupReason } from './backup-reasons.ts';
import { useSessionTell } from './use-session-tell.ts';

type RestoreDialogProps = {
  /** The copy to put back; null while closed. */
  readonly backup: BackupLine | null;
  readonly onClose: () => void;
};

/** Puts a copy in the store's place, after the passphrase and one sentence on what that means. */
export const RestoreDialog = ({ backup, onClose }: RestoreDialogProps) => {
  const [passphrase, setPassphrase] = useState('');
  const restore = useSessionTell(api.session.restore.mutate, { quiet: true });
  const close = (): void => {
    setPassphrase('');
    restore.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={backup !== null}
      title="恢复这份备份？"
      confirm="恢复备份"
      busy={restore.isPending}
      disabled={passphrase === ''}
      onConfirm={() =>
        backup &&
        restore.mutate(
          { name: backup.name, passphrase },
          {
            onSuccess: () => {
              close();
              showDone('已恢复备份');
            },
          },
        )
      }
      onClose={close}
    >
      <Stack gap="sm">
        <Text size="sm">
          数据会回到 {backup && formatMoment(backup.at)}（{backup && backupReason(backup.reason)}
          备份）时的样子，那以后在本机写的内容不在其中。现在的数据文件会另存一份，不会删除。
        </Text>
        <PasswordInput
          label="口令"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏' }}
          data-autofocus
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {restore.isError && <FailureNote error={restore.error} title="没有恢复" />}
      </Stack>
    </ConfirmDialog>
  );
};
