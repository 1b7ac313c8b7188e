import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';

type SayFormProps = {
  readonly label: string;
  readonly placeholder: string;
  /** The word on the button. */
  readonly send: string;
  /** Sentences that one click writes. */
  readonly ready?: readonly string[];
  readonly busy: boolean;
  readonly onSend: (body: string) => void;
  readonly onCancel?: () => void;
};

/** A few words and one button; Ctrl+Enter sends too. */
export const SayForm = (props: SayFormProps) => {
  const [body, setBody] = useState('');
  const said = body.trim();
  const send = (): void => {
    if (said !== '' && !props.busy) props.onSend(said);
  };
  return (
    <div>
      {props.ready && (
        <Group gap="xs" mb="xs">
          {props.ready.map((sentence) => (
            <Button
              key={sentence}
              variant="default"
              size="compact-sm"
              onClick={() => setBody((b) => (b.trim() === '' ? sentence : `${b}；${sentence}`))}
            >
              {sentence}
            </Button>
          ))}
        </Group>
      )}
      <Textarea
        label={props.label}
        placeholder={props.placeholder}
        minRows={2}
        maxRows={8}
        autosize
        maxLength={2000}
        data-autofocus
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            send();
          }
        }}
      />
      <Group gap="xs" mt="xs" justify="flex-end">
        {props.onCancel && (
          <Button variant="default" size="sm" onClick={props.onCancel}>
            取消
          </Button>
        )}
        <Button
          size="sm"
          disabled={said === ''}
          loading={props.busy}
          title="Ctrl+Enter"
          onClick={send}
        >
          {props.send}
        </Button>
      </Group>
    </div>
  );
};
