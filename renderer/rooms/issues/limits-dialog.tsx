import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { type IssueLimits, issueTimers, usualLimits } from '#shared/issue-timers.ts';

const Form = ({
  limits,
  onClose,
}: {
  readonly limits: IssueLimits;
  readonly onClose: () => void;
}) => {
  const [typed, setTyped] = useState(limits);
  const save = useTell(api.issues.saveLimits.mutate, {
    onDone: () => {
      showDone('已保存办理时限，所有问题的期限随之重算');
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(typed);
      }}
    >
      <Stack gap="sm">
        {issueTimers.map((timer) => (
          <NumberInput
            key={timer}
            label={`${timer}（${timer === '首次联系' ? '小时' : '工作日'}）`}
            description={`通常 ${usualLimits[timer]}`}
            min={1}
            max={365}
            required
            value={typed[timer]}
            onChange={(next) =>
              typeof next === 'number' && setTyped((before) => ({ ...before, [timer]: next }))
            }
          />
        ))}
        <Text size="sm" c="dimmed">
          工作日按「今日」里的节假日安排计算。单独定了期限的问题不受影响。
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setTyped(usualLimits)}>
            恢复通常时限
          </Button>
          <Button type="submit" loading={save.isPending}>
            保存
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** How long each stretch may take in this office. */
export const LimitsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const found = useAsk('issues', 'limits', undefined, () => api.issues.limits.query());
  return (
    <Modal
      opened
      onClose={onClose}
      title="问题办理时限"
      size="sm"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {found.data ? <Form limits={found.data.limits} onClose={onClose} /> : <Loading />}
    </Modal>
  );
};
