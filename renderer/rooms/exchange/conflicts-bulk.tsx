import { Button, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import type { ConflictDevice } from '#shared/conflicts.ts';
import classes from './conflicts-panel.module.css';

/** Decides everything one device has an answer to in its favour, after asking once. */
export const ConflictsBulk = ({ devices }: { readonly devices: readonly ConflictDevice[] }) => {
  const [picked, setPicked] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const device = devices.find(({ deviceId }) => deviceId === picked) ?? devices[0];
  const tell = useTell(api.conflicts.resolveByDevice.mutate, {
    changes: ['exchange', 'enterprises', 'sheets', 'visits'],
    onDone: ({ decided }) => {
      setAsking(false);
      showDone(`已裁定 ${decided} 处`);
    },
  });
  if (!device) return null;
  return (
    <div className={classes.bulk}>
      <NativeSelect
        size="xs"
        aria-label="按哪台设备的值"
        data={devices.map(({ deviceId, device: name, own, conflicts }) => ({
          value: deviceId,
          label: `${name}${own ? '（本机）' : ''}，${conflicts} 处`,
        }))}
        value={device.deviceId}
        onChange={(event) => setPicked(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        全部按这台设备的值
      </Button>
      <ConfirmDialog
        opened={asking}
        title="批量裁定"
        confirm={`裁定 ${device.conflicts} 处`}
        busy={tell.isPending}
        onConfirm={() => tell.mutate({ deviceId: device.deviceId })}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">
          凡是 {device.device} 写过的，都采用它的值，共 {device.conflicts}{' '}
          处。其他各方的值仍留在变更记录里，以后可以再改。
        </Text>
      </ConfirmDialog>
    </div>
  );
};
