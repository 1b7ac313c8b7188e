import { Button, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useSessionTell } from '#renderer/rooms/session/index.tsx';
import { Card } from './card.tsx';

/** Closes the store until the passphrase is given again. */
export const LockCard = () => {
  const lock = useSessionTell(() => api.session.lock.mutate());
  return (
    <Card
      title="锁定"
      action={
        <Button
          variant="default"
          leftSection={<IconLock size="1.1rem" aria-hidden />}
          loading={lock.isPending}
          onClick={() => lock.mutate()}
        >
          立即锁定
        </Button>
      }
    >
      <Text size="sm" c="dimmed">
        离开座位时锁定，回来输入口令即可继续。已填的草稿都在。
      </Text>
    </Card>
  );
};
