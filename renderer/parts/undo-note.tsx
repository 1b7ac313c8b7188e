import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** Says what was removed and offers to take it back, for ten seconds. Ctrl+Z does the same. */
export const showUndo = (message: string, undo: () => void): void => {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    withBorder: true,
    autoClose: 10_000,
    message: (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          撤销
        </Button>
      </Group>
    ),
  });
};
