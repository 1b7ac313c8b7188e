import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';

type Wish = {
  /** Names the hidden input, as the button that opens it is named. */
  readonly label: string;
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  /** Never with an empty list. */
  readonly onFiles: (files: readonly File[]) => void;
  /** Which of several things that were dropped are meant; all where nothing is said. */
  readonly isMeant?: (file: File) => boolean;
};

/** A picture of the page that is being moved to another place brings none. */
const bringsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Files by button or by dropping them: what to spread on the zone, the input for inside it, and what opens it. */
export const useFileZone = ({ label, accept, multiple, onFiles, isMeant = () => true }: Wish) => {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: readonly File[]): void => {
    if (files.length > 0) onFiles(files);
  };
  return {
    zone: {
      'data-over': over || undefined,
      onDragOver: (event: DragEvent): void => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (): void => setOver(false),
      onDrop: (event: DragEvent): void => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files].filter(isMeant));
      },
    },
    open: (): void => input.current?.click(),
    input: (
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          // The same file chosen again must count as a new choice.
          event.currentTarget.value = '';
        }}
      />
    ),
  };
};

/** Files by Ctrl+V, wherever the caret is. @param take says whether they were for it; else the paste goes its way */
export const usePastedFiles = (take: (files: readonly File[]) => boolean): void => {
  const onPaste = useEffectEvent((event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    // A piece of a spreadsheet brings its picture along; there the text is meant.
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    if (take(files)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => onPaste(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
};
