import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showFailure, useAsk } from '#renderer/app/query.ts';
import classes from './typing-page.module.css';

/** A firm, and the text it was found by. */
export type FirmChoice = { readonly firm: Choice; readonly text: string };

type Choice = { readonly id: string; readonly name: string };

type FirmFieldProps = {
  readonly text: string;
  /** The firm chosen; empty while there is none. */
  readonly chosen: string;
  readonly problem: string | undefined;
  readonly onText: (text: string) => void;
  /** The firm a text was found to mean; what was typed since stays. */
  readonly onChoose: (choice: FirmChoice) => void;
  /** A question for the firm is on its way. */
  readonly onLook: (answer: Promise<FirmChoice | null>) => void;
  /** On to the next field. */
  readonly onNext: () => void;
};

const most = 7;

/** The firm, by initials, name or code: ↑ ↓ to choose, Enter takes it and goes on. */
export const FirmField = ({
  text,
  chosen,
  problem,
  onText,
  onChoose,
  onLook,
  onNext,
}: FirmFieldProps) => {
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const search = text.trim();
  const asking = open && chosen === '' && search !== '';
  const firms = useAsk(
    'enterprises',
    'list',
    { search, limit: most, offset: 0 },
    api.enterprises.list.query,
    { keep: true, enabled: asking },
  );
  const rows = asking ? (firms.data?.rows ?? []) : [];
  /** Enter may come before the list: what is taken is what this very text finds, and the hands go on meanwhile. */
  const takeFirst = async (place: number): Promise<FirmChoice | null> => {
    onNext();
    try {
      const found = await api.enterprises.list.query({ search, limit: most, offset: 0 });
      const row = found.rows[Math.min(place, found.rows.length - 1)];
      if (!row) return null;
      onChoose({ firm: row, text });
      return { firm: row, text };
    } catch (error) {
      showFailure(error);
      return null;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || chosen !== '') return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(rows.length - 1, now + step)));
    }
    if (event.key === 'Enter' && !event.ctrlKey && search !== '') {
      event.preventDefault();
      event.stopPropagation();
      onLook(takeFirst(firms.isPlaceholderData ? 0 : at));
    }
  };
  return (
    <div className={classes.firm}>
      <TextInput
        data-step
        id="typing-firm"
        label="企业"
        size="xs"
        placeholder="拼音首字母、名称或信用代码"
        autoComplete="off"
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls="typing-firms"
        aria-activedescendant={rows[at] ? `typing-firm-${at}` : undefined}
        error={problem}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setAt(0);
          onText(event.currentTarget.value);
        }}
      />
      {rows.length > 0 && (
        <div id="typing-firms" role="listbox" aria-label="找到的企业" className={classes.found}>
          {rows.map((row, n) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above.
            <div
              key={row.id}
              id={`typing-firm-${n}`}
              role="option"
              aria-selected={n === at}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                onChoose({ firm: row, text });
                onNext();
              }}
            >
              <span>{row.name}</span>
              <small>{row.township}</small>
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
