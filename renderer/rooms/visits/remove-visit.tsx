import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { RemovedVisit } from '#shared/visits.ts';

const wordsOf = ({ issues, kept }: RemovedVisit): string =>
  [
    '已删除一次走访',
    ...(issues.length > 0 ? [`连同其中登记的 ${issues.length} 件问题`] : []),
    ...(kept > 0 ? [`已在办理的 ${kept} 件问题保留在台账`] : []),
  ].join('，');

type RemoveVisitProps = {
  readonly id: string;
  /** Something is typed and not saved. */
  readonly dirty: boolean;
};

/** Takes out a visit that was recorded by mistake; the undo brings all of it back. */
export const RemoveVisit = ({ id, dirty }: RemoveVisitProps) => {
  const [, navigate] = useLocation();
  const restore = useTell(api.visits.restore.mutate);
  const remove = useTell(api.visits.remove.mutate, {
    onDone: (removed) =>
      showUndo(wordsOf(removed), () => restore.mutate({ id, issues: [...removed.issues] })),
  });
  return (
    <Tooltip label={dirty ? '先保存或放弃改动，再删除' : '删除这次走访'}>
      <ActionIcon
        variant="default"
        size="input-sm"
        aria-label="删除走访"
        data-disabled={dirty || undefined}
        onClick={() => {
          if (dirty) return;
          // First away from the page of what goes: it would ask for it once more.
          navigate('/visits');
          remove.mutate({ id });
        }}
      >
        <IconTrash size="1.1rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
};
