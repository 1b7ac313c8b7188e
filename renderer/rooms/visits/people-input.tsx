import { Pill, PillsInput } from '@mantine/core';
import type { ChangeEvent, KeyboardEvent } from 'react';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { OfferedNames } from './offered-names.tsx';
import classes from './people-input.module.css';
import { splitWords, type VisitForm, withPeople } from './visit-form.ts';

type PeopleInputProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly error: string | undefined;
  /** Colleagues of ours, the likeliest first: one click each. */
  readonly known: readonly string[];
};

const fieldId = 'visit-participants';

/** Our people, as tags. A name that is typed and not yet a tag is part of the form all the same. */
export const PeopleInput = ({ kept, error, known }: PeopleInputProps) => {
  const { form, change } = kept;
  const typed = form.participantTyped;
  const others = known.filter((name) => !form.participants.includes(name));
  const type = (text: string): void =>
    change((f) => ({ ...f, participantTyped: text }), 'participantTyped');
  const add = (names: readonly string[]): void =>
    change((f) => ({ ...withPeople(f, names), participantTyped: '' }));
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const text = event.currentTarget.value;
    // Pinyin on its way to a name holds spaces too.
    const composing = (event.nativeEvent as InputEvent).isComposing;
    if (!composing && /[、,，;；\s]/.test(text)) add(splitWords(text));
    else type(text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      add(splitWords(typed));
    }
    if (event.key === 'Backspace' && typed === '')
      change((f) => ({ ...f, participants: f.participants.slice(0, -1) }));
  };
  return (
    <div>
      <PillsInput
        id={fieldId}
        label="我方参加人员"
        description="输入姓名按回车，可多人"
        error={error}
      >
        <Pill.Group>
          {form.participants.map((name) => (
            <Pill
              key={name}
              withRemoveButton
              removeButtonProps={{ 'aria-label': `移除 ${name}`, tabIndex: 0 }}
              onRemove={() =>
                change((f) => ({ ...f, participants: f.participants.filter((p) => p !== name) }))
              }
            >
              {name}
            </Pill>
          ))}
          <PillsInput.Field
            className={classes.field}
            value={typed}
            onChange={onChange}
            onKeyDown={onKeyDown}
            onBlur={() => typed.trim() !== '' && add(splitWords(typed))}
          />
        </Pill.Group>
      </PillsInput>
      <OfferedNames names={others} onTake={(name) => change((f) => withPeople(f, [name]))} />
    </div>
  );
};
