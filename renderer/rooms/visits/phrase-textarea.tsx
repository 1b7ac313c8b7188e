import { Kbd, Menu, Textarea, type TextareaProps, UnstyledButton } from '@mantine/core';
import { IconMessage2, IconPlaylistAdd, IconSettings } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { PhraseField } from '#shared/registers/visit-phrase.ts';
import { insertAt } from './insert-text.ts';
import classes from './phrase-textarea.module.css';
import { addToShelf, type Shelf } from './use-phrases.ts';

type PhraseTextareaProps = Omit<TextareaProps, 'value' | 'onChange' | 'onKeyDown'> & {
  readonly field: PhraseField;
  readonly shelf: Shelf;
  readonly value: string;
  /** `typed` is false for a phrase: putting one in is a step of its own to undo. */
  readonly onText: (text: string, typed: boolean) => void;
  readonly onManage: () => void;
};

/** Nine can be chosen by their digit. */
const byDigit = 9;

/**
 * A long text that takes phrases (常用语) at the caret: by the button, or by Alt+↓ and a digit or the arrows,
 * the hands staying on the keys.
 */
export const PhraseTextarea = (props: PhraseTextareaProps) => {
  const { field, shelf, value, onText, onManage, wrapperProps, ...rest } = props;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const known = shelf.phrases.filter((phrase) => phrase.field === field);
  const selection = () => ({
    from: box.current?.selectionStart ?? value.length,
    to: box.current?.selectionEnd ?? value.length,
  });
  // The caret can stand behind the phrase only once the text is there.
  useLayoutEffect(() => {
    const at = caret.current;
    if (at === null || !box.current) return;
    caret.current = null;
    box.current.focus();
    box.current.setSelectionRange(at, at);
  });
  const put = (phrase: string): void => {
    const next = insertAt(value, selection(), phrase);
    caret.current = next.caret;
    onText(next.text, false);
    setOpen(false);
  };
  const marked = (): string => {
    const { from, to } = selection();
    return value.slice(from, to).trim();
  };
  const keep = (): void => {
    setOpen(false);
    const text = marked() || value.trim();
    void addToShelf('visit_phrase', { owner: shelf.self, field, text }, '常用语');
    box.current?.focus();
  };
  const onMenuKey = (event: KeyboardEvent): void => {
    const phrase = /^[1-9]$/.test(event.key) ? known[Number(event.key) - 1] : undefined;
    if (!phrase) return;
    event.preventDefault();
    put(phrase.text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    // Fast hands press the digit before the caret is in the list.
    if (open) onMenuKey(event);
    if (!(event.altKey && event.key === 'ArrowDown')) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div
      className={classes.field}
      data-bare={rest.label === undefined || undefined}
      {...wrapperProps}
    >
      <Menu
        opened={open}
        onChange={setOpen}
        onClose={() => box.current?.focus()}
        position="bottom-end"
        width={380}
        shadow="md"
        returnFocus={false}
        trapFocus
      >
        <Menu.Target>
          <UnstyledButton
            className={classes.button}
            tabIndex={-1}
            aria-label="插入常用语"
            title="常用语（Alt+↓）"
          >
            <IconMessage2 size="0.9rem" stroke={1.6} aria-hidden />
            {rest.label !== undefined && '常用语'}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown onKeyDown={onMenuKey} className={classes.menu}>
          {known.length === 0 && (
            <Menu.Label>还没有。写好一句，选中它，在这里存下来，下次一按就有。</Menu.Label>
          )}
          <div className={classes.list}>
            {known.map((phrase, n) => (
              <Menu.Item
                key={phrase.id}
                onClick={() => put(phrase.text)}
                rightSection={
                  phrase.owner === shelf.self ? null : (
                    <span className={classes.owner}>{phrase.owner}</span>
                  )
                }
                leftSection={n < byDigit ? <Kbd size="xs">{n + 1}</Kbd> : null}
              >
                <span className={classes.text} title={phrase.text}>
                  {phrase.text}
                </span>
              </Menu.Item>
            ))}
          </div>
          <Menu.Divider />
          <Menu.Item
            disabled={value.trim() === ''}
            leftSection={<IconPlaylistAdd size="1rem" aria-hidden />}
            onClick={keep}
          >
            {open && marked() !== '' ? '把选中的文字存为常用语' : '把这一栏存为常用语'}
          </Menu.Item>
          <Menu.Item leftSection={<IconSettings size="1rem" aria-hidden />} onClick={onManage}>
            管理常用语和模板
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Textarea
        {...rest}
        ref={box}
        value={value}
        onKeyDown={onKeyDown}
        onChange={(event) => onText(event.currentTarget.value, true)}
      />
    </div>
  );
};
