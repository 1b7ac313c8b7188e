import { Button, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './file-pick.module.css';
import { useFileZone } from './files/use-file-zone.tsx';

type FilePickProps = {
  /** The word on the button: 「选择表格文件」. Also names the input. */
  readonly label: string;
  /** What to drop here: 「.xlsx .xls .csv」. */
  readonly hint?: ReactNode;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly busy?: boolean;
  readonly onPick: (files: readonly File[]) => void;
};

/** A file by button or by dropping it; both give the same files. */
export const FilePick = ({ label, hint, accept, multiple, busy, onPick }: FilePickProps) => {
  const hintId = useId();
  const { zone, open, input } = useFileZone({
    ...{ label, accept, multiple },
    onFiles: (files) => {
      if (!busy) onPick(multiple ? files : files.slice(0, 1));
    },
  });
  return (
    <div className={classes.zone} {...zone}>
      <Button
        leftSection={<IconFileUpload size="1.1rem" aria-hidden />}
        loading={busy}
        aria-describedby={hintId}
        onClick={open}
      >
        {label}
      </Button>
      <Text id={hintId} component="div" size="sm" c="dimmed">
        或把文件拖到这里{hint && <>。{hint}</>}
      </Text>
      {input}
    </div>
  );
};
