import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { SheetItem } from '#shared/campaigns/question-sheet.ts';
import classes from './builder.module.css';
import { moved, newId } from './campaign-form.ts';

type ItemListProps = {
  /** 选项, 行. */
  readonly noun: string;
  readonly items: readonly SheetItem[];
  readonly onChange: (items: SheetItem[], tag?: string) => void;
};

/**
 * Words one a line: Enter makes the next one, Backspace in an empty one takes it away, Alt+↑↓ moves it, and
 * several lines that are pasted become several words.
 */
export const ItemList = ({ noun, items, onChange }: ItemListProps) => {
  const focus = (at: number, list: HTMLElement | null): void => {
    requestAnimationFrame(() => list?.querySelectorAll('input')[at]?.focus());
  };
  const insert = (at: number, labels: readonly string[], list: HTMLElement | null): void => {
    onChange(items.toSpliced(at, 0, ...labels.map((label) => ({ id: newId(), label }))));
    focus(at + labels.length - 1, list);
  };
  return (
    <div className={classes.items}>
      <ol aria-label={noun}>
        {items.map((item, at) => (
          <li key={item.id}>
            <TextInput
              size="xs"
              aria-label={`${noun} ${at + 1}`}
              placeholder={`${noun} ${at + 1}`}
              maxLength={200}
              value={item.label}
              onChange={(event) =>
                onChange(items.with(at, { ...item, label: event.currentTarget.value }), item.id)
              }
              onPaste={(event) => {
                const lines = event.clipboardData
                  .getData('text')
                  .split(/[\r\n]+/)
                  .map((line) => line.trim())
                  .filter(Boolean);
                if (lines.length < 2) return;
                event.preventDefault();
                const [first = '', ...rest] = lines;
                const more = rest.map((label) => ({ id: newId(), label }));
                onChange(items.toSpliced(at, 1, { ...item, label: item.label + first }, ...more));
              }}
              onKeyDown={(event) => {
                const list = event.currentTarget.closest('ol');
                if (event.nativeEvent.isComposing) return;
                if (event.key === 'Enter') {
                  event.preventDefault();
                  insert(at + 1, [''], list);
                } else if (event.key === 'Backspace' && item.label === '') {
                  event.preventDefault();
                  onChange(items.toSpliced(at, 1));
                  focus(Math.max(0, at - 1), list);
                } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
                  event.preventDefault();
                  event.stopPropagation();
                  const to = at + (event.key === 'ArrowUp' ? -1 : 1);
                  if (to < 0 || to >= items.length) return;
                  onChange(moved(items, at, to));
                  focus(to, list);
                }
              }}
              rightSection={
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  tabIndex={-1}
                  aria-label={`删去${noun} ${at + 1}`}
                  onClick={() => onChange(items.toSpliced(at, 1))}
                >
                  <IconX size="0.9rem" aria-hidden />
                </ActionIcon>
              }
            />
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size="0.9rem" aria-hidden />}
        onClick={(event) =>
          insert(items.length, [''], event.currentTarget.parentElement?.querySelector('ol') ?? null)
        }
      >
        加{noun}
      </Button>
    </div>
  );
};
