import { Drawer } from '@mantine/core';
import { useState } from 'react';
import type { AttachmentOwner } from '#shared/attachments.ts';
import { AttachmentsPanel } from './attachments-panel.tsx';

type AttachmentsDrawerProps = {
  /** Null: closed. */
  readonly owner: AttachmentOwner | null;
  /** What the record is called. */
  readonly title: string;
  readonly onClose: () => void;
};

/** The attachments of one row, beside the sheet it stands in. */
export const AttachmentsDrawer = ({ owner, title, onClose }: AttachmentsDrawerProps) => {
  // Esc is for the picture in front of the list first.
  const [inFront, setInFront] = useState(false);
  return (
    <Drawer
      opened={owner !== null}
      onClose={onClose}
      closeOnEscape={!inFront}
      position="right"
      size="34rem"
      title={`附件　${title}`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {owner && <AttachmentsPanel key={owner.id} owner={owner} onInFront={setInFront} />}
    </Drawer>
  );
};
