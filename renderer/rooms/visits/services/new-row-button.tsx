import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FirmChooser } from '#renderer/parts/firm-chooser.tsx';

/** What hangs on a firm is written in the firm's file: first the firm, then its tab. */
export const NewRowButton = ({ label }: { readonly label: string }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size="0.9rem" aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={label}
        closeButtonProps={{ 'aria-label': '关闭' }}
      >
        <FirmChooser address={(firm) => `/enterprises/${firm}?tab=cultivation`} />
      </Modal>
    </>
  );
};
