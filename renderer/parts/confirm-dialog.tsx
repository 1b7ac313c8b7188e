import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

type ConfirmDialogProps = {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, in sentences. */
  readonly children: ReactNode;
  /** The word on the button that does it: 「撤销导入」. */
  readonly confirm: string;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks once before something that changes many records. Esc and 取消 do nothing. */
export const ConfirmDialog = (props: ConfirmDialogProps) => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={props.title}
    centered
    size="md"
    closeButtonProps={{ 'aria-label': '关闭' }}
    closeOnClickOutside={!props.busy}
    closeOnEscape={!props.busy}
    withCloseButton={!props.busy}
  >
    {props.children}
    <Group justify="flex-end" gap="sm" mt="lg">
      <Button variant="default" onClick={props.onClose} disabled={props.busy}>
        取消
      </Button>
      <Button
        onClick={props.onConfirm}
        loading={props.busy}
        disabled={props.disabled}
        data-autofocus
      >
        {props.confirm}
      </Button>
    </Group>
  </Modal>
);
