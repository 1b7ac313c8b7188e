import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { KeptForm } from './use-kept-form.ts';

type Kept = Pick<KeptForm<object>, 'undo' | 'redo' | 'canUndo' | 'canRedo'>;

/** 撤销 and 重做 of a form. */
export const UndoButtons = ({ kept }: { readonly kept: Kept }) => (
  <>
    <Tooltip label="撤销（Ctrl+Z）">
      <ActionIcon
        variant="default"
        size="input-sm"
        data-screen-only
        aria-label="撤销"
        disabled={!kept.canUndo}
        onClick={kept.undo}
      >
        <IconArrowBackUp size="1.1rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
    <Tooltip label="重做（Ctrl+Y）">
      <ActionIcon
        variant="default"
        size="input-sm"
        data-screen-only
        aria-label="重做"
        disabled={!kept.canRedo}
        onClick={kept.redo}
      >
        <IconArrowForwardUp size="1.1rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
  </>
);
