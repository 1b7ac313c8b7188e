import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconCopyPlus, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import type { VersionChoice } from '#renderer/rooms/cultivation/use-versions.ts';

const changes = ['cultivation', 'ledgers'] as const;

/** What may be done with a version: a draft is edited; one that stands is the ground of the next. */
export const SchemeActions = ({ version }: { readonly version: VersionChoice }) => {
  const [, navigate] = useLocation();
  const [title, setTitle] = useState<string | null>(null);
  const input = { ledger: 'scheme_version', id: version.id } as const;
  const draft = useTell(api.awards.draft.mutate, {
    changes,
    onDone: ({ id }) => navigate(`/cultivation/schemes/${id}`),
  });
  return (
    <Group gap="xs">
      {version.state === '草稿' && (
        <Button
          component={Link}
          href={`/cultivation/schemes/${version.id}`}
          variant="default"
          leftSection={<IconPencil size="1rem" aria-hidden />}
        >
          编辑草稿
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconCopyPlus size="1rem" aria-hidden />}
        onClick={() => setTitle(`${new Date().getFullYear()} 年修订`)}
      >
        另立新版本
      </Button>
      <Modal
        opened={title !== null}
        onClose={() => setTitle(null)}
        title={`从「${version.title}」另立新版本`}
        centered
        closeButtonProps={{ 'aria-label': '关闭' }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (title?.trim()) draft.mutate({ ...input, title: title.trim() });
          }}
        >
          <TextInput
            label="新版本名称"
            description="先是草稿，改好、试算之后再启用；原版本不受影响"
            data-autofocus
            value={title ?? ''}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setTitle(null)}>
              取消
            </Button>
            <Button type="submit" loading={draft.isPending} disabled={!title?.trim()}>
              建立草稿
            </Button>
          </Group>
        </form>
      </Modal>
    </Group>
  );
};
