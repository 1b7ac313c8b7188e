import { Alert, Button, Table, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { roleLabels } from '#shared/exchange.ts';
import type { DeviceLine, HandOver } from '#shared/trust.ts';
import { deviceStateInWords, deviceTrustInWords } from './device-words.ts';
import { HeldCard } from './held-card.tsx';
import classes from './panel.module.css';
import { RecoveryCard } from './recovery-card.tsx';

const HandOverNote = ({ handOver: { safe, missing } }: { readonly handOver: HandOver }) =>
  safe ? (
    <Alert
      color="ink"
      variant="light"
      icon={<IconCircleCheck aria-hidden />}
      title="这台电脑可以移交或重装"
    >
      本机的全部改动和照片，上级都有签名回执。
    </Alert>
  ) : (
    <Alert
      color="amber"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title="这台电脑还不能移交或重装"
    >
      {missing.map((line) => (
        <div key={line}>{line}。</div>
      ))}
    </Alert>
  );

type RetireDialogProps = { readonly device: DeviceLine; readonly onClose: () => void };

/** Asks for the reason and says what retiring means. */
const RetireDialog = ({ device, onClose }: RetireDialogProps) => {
  const [reason, setReason] = useState('');
  const retire = useTell(api.trust.retire.mutate, {
    changes: ['exchange'],
    onDone: () => {
      showDone('已停用。停用通知会随下一个数据包带给各单位。');
      onClose();
    },
  });
  const name = [device.officeName, device.person].filter(Boolean).join(' ');
  return (
    <ConfirmDialog
      opened
      title={`停用${name}的设备`}
      confirm="停用"
      busy={retire.isPending}
      disabled={reason.trim() === ''}
      onConfirm={() => retire.mutate({ device: device.deviceId, reason })}
      onClose={onClose}
    >
      <Text size="sm">
        已并入的第 {device.lastSeq}{' '}
        条为止都保留。此后它的改动不再并入，留下等人处理；它签名的数据包一律拒绝。停用不能撤回，换了新电脑请重新做名片。
      </Text>
      <TextInput
        mt="md"
        label="停用原因"
        description="各单位都会看到，例如：电脑丢失、人员调离"
        maxLength={100}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </ConfirmDialog>
  );
};

const DevicesTable = ({ devices }: { readonly devices: readonly DeviceLine[] }) => {
  const [leaving, setLeaving] = useState<DeviceLine | null>(null);
  return (
    <>
      <Table aria-label="设备" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>单位</Table.Th>
            <Table.Th>姓名</Table.Th>
            <Table.Th>角色</Table.Th>
            <Table.Th>状态</Table.Th>
            <Table.Th>凭什么信任</Table.Th>
            <Table.Th>最近见到</Table.Th>
            <Table.Th>已并入到</Table.Th>
            <Table.Th aria-label="操作" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {devices.map((device) => (
            <Table.Tr key={device.deviceId}>
              <Table.Td>{device.officeName}</Table.Td>
              <Table.Td>{device.person || '—'}</Table.Td>
              <Table.Td>{roleLabels[device.role]}</Table.Td>
              <Table.Td>{deviceStateInWords(device)}</Table.Td>
              <Table.Td>{deviceTrustInWords(device)}</Table.Td>
              <Table.Td>{device.lastSeen ? formatMoment(device.lastSeen) : '—'}</Table.Td>
              <Table.Td>第 {device.lastSeq} 条</Table.Td>
              <Table.Td>
                {device.mayRetire && device.state === 'active' && (
                  <Button size="compact-sm" variant="default" onClick={() => setLeaving(device)}>
                    停用
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {leaving && <RetireDialog device={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
};

/** The devices this computer knows of, whether it may leave itself, and the office's recovery key. */
export const DevicesPanel = () => {
  const devices = useAsk('exchange', 'devices', undefined, () => api.trust.devices.query());
  if (!devices.data)
    return devices.isError ? (
      <FailureNote error={devices.error} onRetry={() => void devices.refetch()} />
    ) : (
      <Loading />
    );
  const { devices: lines, handOver } = devices.data;
  return (
    <>
      <section className={classes.card} aria-label="移交或重装">
        <HandOverNote handOver={handOver} />
      </section>
      <HeldCard />
      <RecoveryCard />
      <section className={classes.card} aria-label="认识的设备">
        <h2 className={classes.lead}>认识的设备（{lines.length}）</h2>
        <DevicesTable devices={lines} />
      </section>
    </>
  );
};
