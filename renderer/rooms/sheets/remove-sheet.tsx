import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { Sheet } from '#shared/sheets.ts';

type RemoveSheetProps = {
  readonly sheet: Sheet;
  /** Something is typed and not saved. */
  readonly dirty: boolean;
};

/** Takes out a sheet that was never issued, or one of two of the same edition; an issued one stays. */
export const RemoveSheet = ({ sheet, dirty }: RemoveSheetProps) => {
  const [, navigate] = useLocation();
  const { id, status, edition, editions } = sheet;
  const restore = useTell(api.sheets.restore.mutate);
  const remove = useTell(api.sheets.remove.mutate, {
    onDone: () => showUndo('已删除一张工作表', () => restore.mutate({ id })),
  });
  const isDoubled = editions.some((other) => other.id !== id && other.edition === edition);
  if (status !== 'draft' && !isDoubled) return null;
  return (
    <Tooltip label={dirty ? '先保存或放弃改动，再删除' : '删除这张工作表'}>
      <ActionIcon
        variant="default"
        size="input-sm"
        aria-label="删除工作表"
        data-disabled={dirty || undefined}
        onClick={() => {
          if (dirty) return;
          // First away from the page of what goes: it would ask for it once more.
          navigate('/sheets');
          remove.mutate({ id });
        }}
      >
        <IconTrash size="1.1rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
};
