import { Button, Group, Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { z } from 'zod';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { oneAtATime } from '#renderer/parts/one-at-a-time.ts';
import { type StoredDraft, useStoredDraft } from '#renderer/parts/use-draft.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';

type SayFormProps = {
  readonly label: string;
  readonly placeholder: string;
  /** The word on the button. */
  readonly send: string;
  /** Under what the words are kept while they are typed, of `remarkDraftKeys`. */
  readonly draftKey: string;
  /** Sentences that one click writes. */
  readonly ready?: readonly string[];
  readonly busy: boolean;
  /** Resolves once the words are said; the draft goes then, and stays where it rejects. */
  readonly onSend: (body: string) => Promise<unknown>;
  readonly onCancel?: () => void;
};

const wordsShape = z.object({ body: z.string() });
type Words = z.infer<typeof wordsShape>;
const nothing: Words = { body: '' };

type WritingProps = SayFormProps & { readonly stored: StoredDraft<Words> | null };

const Writing = ({ stored, draftKey, onCancel, ...props }: WritingProps) => {
  const kept = useKeptForm<Words>({
    kind: 'remark',
    draftKey,
    id: draftKey,
    enterpriseId: '',
    base: nothing,
    stored,
  });
  const { form, change } = kept;
  const said = form.body.trim();
  const [alone] = useState(oneAtATime);
  const send = (): void => {
    if (said === '') return;
    // Why it was refused is shown by whoever sends.
    alone(async () => {
      await props.onSend(said);
      await kept.settled(form, nothing);
    }).catch(() => undefined);
  };

  // Not before the draft is given up: it would come back with the next opening.
  const [leaving, setLeaving] = useState(false);
  const settled = !kept.dirty && kept.status.phase === 'none';
  useEffect(() => {
    if (leaving && settled) onCancel?.();
  }, [leaving, settled, onCancel]);

  /** Keys that the form of the record around this one would take for its own. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const redo = key === 'y' || (key === 'z' && event.shiftKey);
    const act = key === 'enter' ? send : redo ? kept.redo : key === 'z' ? kept.undo : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div>
      <DraftNotes kept={kept} />
      {props.ready && (
        <Group gap="xs" mb="xs">
          {props.ready.map((sentence) => (
            <Button
              key={sentence}
              variant="default"
              size="compact-sm"
              onClick={() =>
                change(({ body }) => ({
                  body: body.trim() === '' ? sentence : `${body}；${sentence}`,
                }))
              }
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
        value={form.body}
        onChange={(event) => {
          const body = event.currentTarget.value;
          change(() => ({ body }), 'body');
        }}
        onKeyDown={onKeyDown}
      />
      <Group gap="xs" mt="xs" justify="flex-end">
        <Group mr="auto">
          <DraftStatusText kept={kept} isNew />
        </Group>
        {onCancel && (
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              kept.abandon();
              setLeaving(true);
            }}
          >
            {kept.dirty ? '放弃' : '取消'}
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

/** A few words and one button, kept as a draft while they are typed; Ctrl+Enter sends too. */
export const SayForm = (props: SayFormProps) => {
  const stored = useStoredDraft('remark', props.draftKey, wordsShape);
  if (stored.isError)
    return <FailureNote error={stored.error} onRetry={() => void stored.refetch()} />;
  if (!stored.ready) return <Loading />;
  return <Writing key={props.draftKey} {...props} stored={stored.data ?? null} />;
};
