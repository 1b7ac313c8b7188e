import { Button, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import classes from './file-pick.module.css';

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
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const hintId = useId();
  const take = (files: FileList | null): void => {
    const picked = [...(files ?? [])];
    if (picked.length > 0 && !busy) onPick(multiple ? picked : picked.slice(0, 1));
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside is the keyboard's way.
    <div
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Button
        leftSection={<IconFileUpload size="1.1rem" aria-hidden />}
        loading={busy}
        aria-describedby={hintId}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <Text id={hintId} component="div" size="sm" c="dimmed">
        或把文件拖到这里{hint && <>。{hint}</>}
      </Text>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file chosen again must count as a new choice.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
};
