import { Badge, Button, Kbd } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import type { SchemeForm } from '#shared/scoring/scheme-form.ts';
import type { SchemeDraft } from '#shared/scoring/scheme-views.ts';
import { type Items, withNew } from './item-edits.ts';
import { ItemPanel } from './item-panel.tsx';
import classes from './scheme-editor.module.css';
import { SchemeGrid } from './scheme-grid.tsx';
import { TryBar, useTrial } from './try-bar.tsx';
import { useSchemeEditor } from './use-scheme-editor.ts';
import { VersionPanel } from './version-panel.tsx';

type SchemeEditorProps = {
  readonly draft: SchemeDraft;
  readonly stored: StoredDraft<SchemeForm> | null;
};

const crumbs = [{ label: '评分排队', href: '/cultivation/scoring' }] as const;

/** 评分方案的草稿: its table, the chosen row beside it, and one firm to try it on. */
export const SchemeEditor = ({ draft, stored }: SchemeEditorProps) => {
  const editing = useSchemeEditor(draft, stored);
  const { kept, read, unreadable, busy } = editing;
  const { form } = kept;
  const [chosen, setChosen] = useState<string | null>(null);
  const trial = useTrial(draft.id, form);
  const item = form.items.find(({ id }) => id === chosen);
  const problemsOf = (id: string | null) => read.problems.filter((one) => one.item === id);
  const setItems = (items: Items, tag: string | null): void =>
    kept.change((now) => ({ ...now, items: [...items] }), tag ?? undefined);
  return (
    <Page
      title={`${draft.schemeName}（${form.version}）`}
      subtitle={
        <>
          <Badge variant="light" color="amber">
            草稿
          </Badge>{' '}
          <DraftStatusText kept={kept} isNew={false} />
        </>
      }
      breadcrumbs={crumbs}
      fill
      actions={
        <>
          <UndoButtons kept={kept} />
          <Button variant="default" disabled={busy} onClick={() => void editing.drop()}>
            删除草稿
          </Button>
          <Button
            variant="default"
            loading={busy}
            disabled={unreadable.length > 0}
            onClick={() => void editing.save()}
          >
            保存
          </Button>
          <Button
            disabled={busy || read.problems.length > 0}
            onClick={() => editing.setPublishing(true)}
          >
            启用
          </Button>
        </>
      }
    >
      <DraftNotes kept={kept} />
      <TryBar trial={trial} full={form.full} />
      {trial.found.isError && (
        <FailureNote error={trial.found.error} onRetry={() => void trial.found.refetch()} />
      )}
      <div className={classes.split}>
        <div className={classes.sheet}>
          <SchemeGrid
            items={form.items}
            read={read}
            trial={trial.asked.firmId === '' ? null : (trial.found.data ?? null)}
            chosen={chosen}
            onChoose={setChosen}
            onChange={setItems}
          />
          <div className={classes.foot}>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size="0.9rem" aria-hidden />}
              onClick={() => {
                const id = crypto.randomUUID();
                setItems(withNew(form.items, chosen, id), null);
                setChosen(id);
              }}
            >
              加一项
            </Button>
            <span>
              <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> 换行 <Kbd size="xs">Ctrl+Enter</Kbd>{' '}
              加一项 <Kbd size="xs">Alt+↑↓</Kbd> 移动 <Kbd size="xs">Ctrl+Delete</Kbd> 删除
            </span>
          </div>
        </div>
        <aside className={classes.side}>
          <div className={classes.top}>
            <p className={classes.count} role="status">
              {read.problems.length > 0 && `还有 ${read.problems.length} 处要改好才能启用`}
              {unreadable.length > 0 && `，其中 ${unreadable.length} 处改好才能保存`}
            </p>
            {item && (
              <Button
                variant="default"
                size="compact-xs"
                flex="none"
                onClick={() => setChosen(null)}
              >
                版本设置
              </Button>
            )}
          </div>
          {item ? (
            <ItemPanel
              key={item.id}
              items={form.items}
              item={item}
              problems={problemsOf(item.id)}
              onChange={setItems}
            />
          ) : (
            <VersionPanel
              form={form}
              problems={problemsOf(null)}
              onChange={(part, tag) =>
                kept.change((now) => ({ ...now, ...part }), tag ?? undefined)
              }
            />
          )}
        </aside>
      </div>
      <ConfirmDialog
        opened={editing.publishing}
        title={`启用「${form.version}」`}
        confirm="启用"
        busy={busy}
        onConfirm={() => void editing.publish()}
        onClose={() => editing.setPublishing(false)}
      >
        启用之后，这个版本的评分表不再改动，可以用来评分；要改时再另立新版本。已做过的评分不受影响。
      </ConfirmDialog>
    </Page>
  );
};
