import { Alert, Button, Group } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api, refusalOf } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { Refusal } from '#shared/errors.ts';
import classes from './firm-editor.module.css';
import { FirmFields } from './firm-fields.tsx';
import { type FirmForm, formToInput, problemsOfForm, problemsOfRefusal } from './firm-form.ts';

type FirmEditorProps = {
  readonly draftKey: string;
  /** The empty form; must be memoised. */
  readonly base: FirmForm;
  readonly stored: StoredDraft<FirmForm> | null;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
};

/** The form of a new firm: kept as a draft while typed, checked when saved. */
export const FirmEditor = (props: FirmEditorProps) => {
  const { draftKey, base, stored, onSaved, onClose } = props;
  const kept = useKeptForm<FirmForm>({
    kind: 'enterprise',
    draftKey,
    id: draftKey,
    enterpriseId: draftKey,
    base,
    stored,
  });
  const [tried, setTried] = useState(false);
  const save = useTell(api.enterprises.save.mutate, { quiet: true, changes: ['enterprises'] });
  const refusal = save.isError ? refusalOf(save.error) : null;
  const invalid = refusal?.code === 'record.invalid' ? refusal : null;
  const refused = invalid ? problemsOfRefusal(invalid.message) : {};
  const missing = problemsOfForm(kept.form);
  const sentence =
    tried && Object.keys(missing).length > 0
      ? Refusal.of('record.invalid', { problems: Object.values(missing) }).message
      : invalid?.message;
  const problems = { ...refused, ...(tried ? missing : {}) };

  // Not before the draft is given up: it would come back with the next opening.
  const [leaving, setLeaving] = useState(false);
  const settled = !kept.dirty && kept.status.phase === 'none';
  useEffect(() => {
    if (leaving && settled) onClose();
  }, [leaving, settled, onClose]);

  const element = useRef<HTMLFormElement>(null);
  // Opened by a key, the form takes the caret; who clicked somewhere keeps it there.
  useEffect(() => {
    if (document.activeElement === document.body)
      element.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, []);
  /** The caret goes where something is to be mended, once the messages stand there. */
  const goToProblem = (): void => {
    requestAnimationFrame(() =>
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    const sent = kept.form;
    if (save.isPending) return;
    if (Object.keys(problemsOfForm(sent)).length > 0) return goToProblem();
    const saved = await save.mutateAsync(formToInput(sent)).catch(() => null);
    if (!saved) return goToProblem();
    await kept.settled(sent, sent);
    showDone(`已保存：${sent.name.trim()}`);
    onSaved(saved.id);
  };
  useFormKeys({ save: () => void submit(), undo: kept.undo, redo: kept.redo });

  return (
    <form
      ref={element}
      noValidate
      aria-label="企业档案"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <DraftNotes kept={kept} />
      <FirmFields
        form={kept.form}
        problems={problems}
        change={(field, value) => {
          if (save.isError) save.reset();
          kept.change((form) => ({ ...form, [field]: value }), field);
        }}
      />
      <div className={classes.foot} data-screen-only>
        {sentence && (
          <Alert color="amber" variant="light" role="alert" mb="sm" py="xs">
            {sentence}
          </Alert>
        )}
        {save.isError && !sentence && <FailureNote error={save.error} title="还没有保存" />}
        <Group justify="space-between">
          <DraftStatusText kept={kept} isNew />
          <Group gap="sm">
            <Button
              variant="default"
              disabled={save.isPending}
              onClick={() => {
                kept.abandon();
                setLeaving(true);
              }}
            >
              {kept.dirty ? '放弃修改' : '取消'}
            </Button>
            <Button type="submit" loading={save.isPending}>
              保存
            </Button>
          </Group>
        </Group>
      </div>
    </form>
  );
};
