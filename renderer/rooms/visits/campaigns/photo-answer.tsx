import { Button, Text } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { AttachmentsPanel } from '#renderer/parts/attachments/attachments-panel.tsx';
import type { ReturnFile } from '#shared/campaigns/views.ts';

type PhotoAnswerProps = {
  readonly file: ReturnFile;
  readonly questionId: string;
  readonly fixed: boolean;
};

/** The photographs of a question: they are stored as they are added, with the return they belong to. */
export const PhotoAnswer = ({ file, questionId, fixed }: PhotoAnswerProps) => {
  const held = file.photos[questionId];
  const [owner, setOwner] = useState<string | null>(held?.owner ?? null);
  const open = useTell(api.campaigns.photoPlace.mutate, {
    changes: ['visits'],
    onDone: (place) => setOwner(place.owner),
  });
  const shown = owner ?? held?.owner ?? null;
  if (fixed && (held?.count ?? 0) === 0)
    return (
      <Text size="sm" c="dimmed">
        没有照片
      </Text>
    );
  if (shown !== null) return <AttachmentsPanel owner={{ table: 'campaign_answer', id: shown }} />;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconCamera size="1rem" aria-hidden />}
      loading={open.isPending}
      style={{ alignSelf: 'flex-start' }}
      onClick={() => open.mutate({ id: file.id, questionId })}
    >
      添加照片
    </Button>
  );
};
