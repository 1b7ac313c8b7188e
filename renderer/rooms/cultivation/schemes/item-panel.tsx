import { Group, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ItemForm } from '#shared/scoring/scheme-form.ts';
import type { FormProblem } from '#shared/scoring/scheme-reading.ts';
import {
  groupsFor,
  type Items,
  withGroup,
  withItem,
  withMoved,
  withoutItem,
} from './item-edits.ts';
import { RuleFields } from './rule-fields.tsx';
import classes from './scheme-editor.module.css';
import { SmallButton } from './small-button.tsx';

type ItemPanelProps = {
  readonly items: Items;
  readonly item: ItemForm;
  readonly problems: readonly FormProblem[];
  readonly onChange: (items: Items, tag: string | null) => void;
};

/** The row that is chosen in the table: where it belongs, how it gives points, what proves it. */
export const ItemPanel = ({ items, item, problems, onChange }: ItemPanelProps) => {
  const set = (part: Partial<ItemForm>, tag: string | null): void =>
    onChange(withItem(items, item.id, part), tag);
  const long = (key: 'explain' | 'evidence', label: string) => (
    <Textarea
      label={label}
      size="xs"
      autosize
      minRows={1}
      maxRows={5}
      value={item[key]}
      onChange={(event) => set({ [key]: event.currentTarget.value }, `${item.id} ${key}`)}
    />
  );
  return (
    <section aria-label="所选项目" className={classes.panel}>
      <Group justify="space-between" wrap="nowrap">
        <h2>{item.title.trim() || '未命名的项目'}</h2>
        <Group gap={4} wrap="nowrap">
          <SmallButton
            label="上移"
            keys="Alt+↑"
            variant="default"
            onClick={() => onChange(withMoved(items, item.id, -1), null)}
          >
            <IconArrowUp size="0.9rem" aria-hidden />
          </SmallButton>
          <SmallButton
            label="下移"
            keys="Alt+↓"
            variant="default"
            onClick={() => onChange(withMoved(items, item.id, 1), null)}
          >
            <IconArrowDown size="0.9rem" aria-hidden />
          </SmallButton>
          <SmallButton
            label="删除项目"
            keys="Ctrl+Delete"
            variant="default"
            onClick={() => onChange(withoutItem(items, item.id), null)}
          >
            <IconTrash size="0.9rem" aria-hidden />
          </SmallButton>
        </Group>
      </Group>
      {problems.length > 0 && (
        <ul className={classes.wrong}>
          {problems.map(({ text, cell }) => (
            <li key={`${cell} ${text}`}>{text}</li>
          ))}
        </ul>
      )}
      <RuleFields item={item} problems={problems} set={set} />
      <div className={classes.pair}>
        <Select
          label="所属分组"
          size="xs"
          data={[
            { value: '', label: '（最上层）' },
            ...groupsFor(items, item.id).map(({ id, title }) => ({ value: id, label: title })),
          ]}
          value={item.groupId ?? ''}
          allowDeselect={false}
          onChange={(next) => onChange(withGroup(items, item.id, next || null), null)}
        />
        <TextInput
          label="项目代码"
          size="xs"
          value={item.code}
          error={problems.some(({ cell }) => cell === 'code')}
          onChange={(event) => set({ code: event.currentTarget.value }, `${item.id} code`)}
        />
      </div>
      {long('explain', '评分说明')}
      {long('evidence', '证明材料')}
    </section>
  );
};
