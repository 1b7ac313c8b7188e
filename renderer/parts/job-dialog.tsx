import { Button, Group, Modal, Progress, Text } from '@mantine/core';
import { useJobProgress } from '#renderer/app/jobs.ts';

type JobDialogProps = {
  /** Null while nothing is running: the dialog is closed. */
  readonly job: string | null;
  readonly title: string;
  readonly onCancel: () => void;
  /** The wish to cancel is on its way. */
  readonly cancelling?: boolean;
};

/** Long work: real progress with its own words, and a way out that leaves nothing half done. */
export const JobDialog = ({ job, title, onCancel, cancelling }: JobDialogProps) => {
  const progress = useJobProgress(job);
  const share = progress && progress.total > 0 ? (progress.done / progress.total) * 100 : 0;
  return (
    <Modal
      opened={job !== null}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={title}
      centered
      size="md"
    >
      <Progress.Root size="lg">
        <Progress.Section
          value={share}
          aria-label={progress?.label ?? title}
          animated={share < 100}
        />
      </Progress.Root>
      <Group justify="space-between" mt="xs" wrap="nowrap">
        <Text size="sm" role="status">
          {progress?.label ?? '正在准备…'}
        </Text>
        <Text size="sm" c="dimmed">
          {progress ? `${Math.floor(share)}%` : ''}
        </Text>
      </Group>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onCancel} loading={cancelling}>
          取消
        </Button>
      </Group>
    </Modal>
  );
};
