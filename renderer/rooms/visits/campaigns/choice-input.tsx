import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { readChosen, writeChosen } from '#shared/campaigns/answer-text.ts';
import { otherOption, type SheetItem } from '#shared/campaigns/question-sheet.ts';
import classes from './sheet-form.module.css';

type ChoiceInputProps = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly options: readonly SheetItem[];
  readonly many: boolean;
  readonly other: boolean;
  readonly value: string;
  readonly onChange: ((typed: string) => void) | null;
};

/**
 * Options to be ticked: by mouse, by space, or by the digit of their place. What is chosen in a question of one
 * answer is taken back by choosing it again.
 */
export const ChoiceInput = (props: ChoiceInputProps) => {
  const { id, name, label, options, many, other, value, onChange } = props;
  const chosen = readChosen(value);
  const has = (option: string): boolean => chosen.some((one) => one.id === option);
  const known = new Set(options.map((option) => option.id));
  // What an older version offered, or was a text then, is shown and can be taken back.
  const strays = chosen.filter((one) => !known.has(one.id) && !(other && one.id === otherOption));
  const all = [
    ...options,
    ...(other ? [{ id: otherOption, label: otherOption }] : []),
    ...strays.map((one) => ({ id: one.id, label: `${one.words}（本版没有这一项）` })),
  ];
  const put = (next: readonly { readonly id: string; readonly words: string }[]): void =>
    onChange?.(writeChosen(next, options));
  const toggle = (option: SheetItem): void => {
    const rest = many ? chosen.filter((one) => one.id !== option.id) : [];
    put(has(option.id) ? rest : [...rest, { id: option.id, words: option.label }]);
  };
  const onDigit = (event: KeyboardEvent): void => {
    const { target, key, ctrlKey, altKey, metaKey } = event;
    const option = all[Number(key) - 1];
    const isTick = target instanceof HTMLInputElement && target.type !== 'text';
    if (!option || !isTick || ctrlKey || altKey || metaKey || !/^[1-9]$/.test(key)) return;
    event.preventDefault();
    toggle(option);
  };
  const words = chosen.find((one) => one.id === otherOption)?.words ?? '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: the question around it is the group with its words.
    <div className={classes.options} role="group" aria-label={label} onKeyDown={onDigit}>
      {all.map((option, at) => (
        <label key={option.id} className={classes.option} data-on={has(option.id) || undefined}>
          <input
            id={at === 0 ? id : undefined}
            type={many ? 'checkbox' : 'radio'}
            name={name}
            disabled={onChange === null}
            checked={has(option.id)}
            onClick={() => {
              if (!many && has(option.id)) put([]);
            }}
            onChange={() => toggle(option)}
          />
          {option.label || '（空选项）'}
        </label>
      ))}
      {other && has(otherOption) && (
        <TextInput
          aria-label={`${label} 其他`}
          className={classes.otherWords ?? ''}
          size="xs"
          placeholder="请写明"
          disabled={onChange === null}
          value={words === otherOption ? '' : words}
          onChange={(event) => {
            const said = event.currentTarget.value;
            put(
              chosen.map((one) =>
                one.id === otherOption ? { ...one, words: said || otherOption } : one,
              ),
            );
          }}
        />
      )}
    </div>
  );
};
