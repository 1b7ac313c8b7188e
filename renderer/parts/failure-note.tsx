import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { sentenceOf } from '#renderer/app/api.ts';

type FailureNoteProps = {
  readonly error: unknown;
  /** What to call it; 「没有完成」 unless said otherwise. */
  readonly title?: string;
  readonly onRetry?: () => void;
};

/** A failed question, where its answer would stand: the sentence, and a way to ask again. */
export const FailureNote = ({ error, title = '没有完成', onRetry }: FailureNoteProps) => (
  <Alert
    color="amber"
    variant="light"
    title={title}
    icon={<IconAlertTriangle aria-hidden />}
    role="alert"
    my="sm"
  >
    <Text size="sm">{sentenceOf(error)}</Text>
    {onRetry && (
      <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
        重试
      </Button>
    )}
  </Alert>
);
