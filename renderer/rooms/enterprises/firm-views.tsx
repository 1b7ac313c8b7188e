import { ActionIcon, Button, Modal, TextInput } from '@mantine/core';
import { IconBookmarkPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { type FirmFilter, type FirmOrder, type FirmView, noFilter } from '#shared/firm-list.ts';
import classes from './firm-views.module.css';

type FirmViewsProps = {
  readonly filter: FirmFilter;
  readonly order: FirmOrder;
  readonly onLook: (view: Pick<FirmView, 'filter' | 'order'>) => void;
};

const everything = { id: '', name: '全部', filter: noFilter, order: null };

const isSame = (a: Pick<FirmView, 'filter' | 'order'>, b: typeof a): boolean =>
  JSON.stringify([Object.entries(a.filter).sort(), a.order]) ===
  JSON.stringify([Object.entries(b.filter).sort(), b.order]);

type SaveDialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onSave: (name: string) => void;
  readonly busy: boolean;
};

const SaveDialog = ({ opened, onClose, onSave, busy }: SaveDialogProps) => {
  const [name, setName] = useState('');
  return (
    <Modal opened={opened} onClose={onClose} title="保存为视图" centered size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onSave(name.trim());
        }}
      >
        <TextInput
          label="视图名称"
          description="保存现在的搜索、筛选和排序；同名的视图会被替换"
          data-autofocus
          maxLength={30}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" mt="md" fullWidth loading={busy} disabled={name.trim() === ''}>
          保存
        </Button>
      </form>
    </Modal>
  );
};

/** Views of the list: those of the program, then one's own. One click, and the list is that. */
export const FirmViewsBar = ({ filter, order, onLook }: FirmViewsProps) => {
  const views = useAsk('enterprises', 'views', undefined, () => api.firmList.views.query());
  const [naming, setNaming] = useState(false);
  const changes = { changes: ['enterprises'] } as const;
  const save = useTell(api.firmList.saveView.mutate, {
    ...changes,
    onDone: ({ name }) => {
      setNaming(false);
      showDone(`已保存视图「${name}」`);
    },
  });
  const drop = useTell(api.firmList.dropView.mutate, changes);
  const own = views.data?.own ?? [];
  const all = [everything, ...(views.data?.builtIn ?? []), ...own];
  const here = all.find((view) => isSame(view, { filter, order }));
  return (
    <nav className={classes.views} aria-label="名单视图">
      {all.map((view) => (
        <span key={view.id} className={classes.view} data-here={view === here || undefined}>
          <button
            type="button"
            aria-current={view === here ? 'true' : undefined}
            onClick={() => onLook(view)}
          >
            {view.name}
          </button>
          {view === here && own.includes(view) && (
            <ActionIcon
              variant="transparent"
              size="xs"
              aria-label={`删除视图「${view.name}」`}
              onClick={() => drop.mutate({ id: view.id })}
            >
              <IconX size="0.8rem" aria-hidden />
            </ActionIcon>
          )}
        </span>
      ))}
      {here === undefined && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconBookmarkPlus size="0.95rem" aria-hidden />}
          onClick={() => setNaming(true)}
        >
          保存为视图
        </Button>
      )}
      <SaveDialog
        opened={naming}
        onClose={() => setNaming(false)}
        busy={save.isPending}
        onSave={(name) => save.mutate({ name, filter, order })}
      />
    </nav>
  );
};
