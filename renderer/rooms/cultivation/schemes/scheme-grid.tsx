import { NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import tables from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import { itemKinds } from '#shared/registers/scheme.ts';
import { showPoints } from '#shared/scoring/points.ts';
import type { ItemForm } from '#shared/scoring/scheme-form.ts';
import type { FormProblem, ReadForm } from '#shared/scoring/scheme-reading.ts';
import type { SchemeTrial } from '#shared/scoring/scheme-views.ts';
import { ruleInWords } from '#shared/scoring/words.ts';
import {
  depthOf,
  type Items,
  withItem,
  withKind,
  withMoved,
  withNew,
  withoutItem,
} from './item-edits.ts';
import classes from './scheme-editor.module.css';

type SchemeGridProps = {
  readonly items: Items;
  readonly read: ReadForm;
  readonly trial: SchemeTrial | null;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly onChange: (items: Items, tag: string | null) => void;
};

const signed = (points: number): string => `${points > 0 ? '+' : ''}${showPoints(points)}`;

/** Points of a row for the firm it is tried on: now, and what moved. */
const Tried = ({ line }: { readonly line: SchemeTrial['lines'][number] | undefined }) => {
  if (!line) return <td data-right />;
  const moved = line.points === null || line.before === null ? null : line.points - line.before;
  const verdict = { passed: '符合', failed: '否决', open: '待核' } as const;
  return (
    <td
      data-right
      className={classes.tried}
      title={[line.raw, line.source].filter(Boolean).join('；')}
    >
      {line.verdict !== null
        ? verdict[line.verdict]
        : line.points === null
          ? '—'
          : showPoints(line.points)}
      {moved !== null && moved !== 0 && <small>{signed(moved)}</small>}
      {line.before === null && line.points !== null && <small>新</small>}
    </td>
  );
};

/** The scheme as its table, written into: arrows go from row to row, Alt with them moves the row. */
export const SchemeGrid = (props: SchemeGridProps) => {
  const { items, read, trial, chosen, onChoose, onChange } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const byId = new Map(trial?.lines.map((line) => [line.id, line]));
  const itemOf = new Map(read.scheme.items.map((item) => [item.code, item]));
  const wrong = Map.groupBy(read.problems, ({ item }) => item);

  const focus = (id: string | undefined, cell: string): void => {
    if (id === undefined) return;
    onChoose(id);
    requestAnimationFrame(() => {
      const row = body.current?.querySelector(`[data-row="${id}"]`);
      row?.querySelector<HTMLElement>(`[data-column="${cell}"]`)?.focus();
      row?.scrollIntoView({ block: 'nearest' });
    });
  };
  const beside = (id: string, by: -1 | 1): string | undefined =>
    items[items.findIndex((item) => item.id === id) + by]?.id;

  const onKey = (event: KeyboardEvent, item: ItemForm): void => {
    if (event.nativeEvent.isComposing) return;
    const cell = (event.target as HTMLElement).dataset.column ?? 'title';
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    const act = ((): (() => void) | null => {
      if (by !== null && event.altKey)
        return () => {
          onChange(withMoved(items, item.id, by), null);
          focus(item.id, cell);
        };
      // Up and down choose in a list of kinds.
      if (by !== null && cell !== 'kind') return () => focus(beside(item.id, by), cell);
      if (event.key === 'Enter' && event.ctrlKey)
        return () => {
          const id = crypto.randomUUID();
          onChange(withNew(items, item.id, id), null);
          focus(id, 'title');
        };
      if (event.key === 'Enter') return () => focus(beside(item.id, 1), cell);
      if (event.key === 'Delete' && event.ctrlKey)
        return () => {
          const next = beside(item.id, -1) ?? beside(item.id, 1);
          onChange(withoutItem(items, item.id), null);
          focus(next, cell);
        };
      return null;
    })();
    if (!act) return;
    event.preventDefault();
    act();
  };

  const cellOf = (
    item: ItemForm,
    key: 'title' | 'cap' | 'floor',
    label: string,
    problems: readonly FormProblem[],
  ) => (
    <TextInput
      variant="unstyled"
      size="xs"
      className={classes.cell}
      aria-label={`${item.title || '未命名的项目'} ${label}`}
      data-column={key}
      placeholder={key === 'title' ? '项目名称' : ''}
      value={item[key]}
      error={problems.some(({ cell }) => cell === key)}
      onChange={(event) =>
        onChange(
          withItem(items, item.id, { [key]: event.currentTarget.value }),
          `${item.id} ${key}`,
        )
      }
    />
  );

  return (
    <table className={`${tables.table} ${classes.grid}`} aria-label="评分表">
      <thead>
        <tr>
          <th>评分项目</th>
          <th>记分办法</th>
          <th>怎么记分</th>
          <th data-right>最低</th>
          <th data-right>最高</th>
          {trial && <th data-right>试算</th>}
        </tr>
      </thead>
      <tbody ref={body}>
        {items.map((item) => {
          const ready = itemOf.get(item.code.trim());
          const problems = wrong.get(item.id) ?? [];
          return (
            <tr
              key={item.id}
              data-row={item.id}
              data-group={item.kind === '分组' || undefined}
              data-chosen={item.id === chosen || undefined}
              onFocus={() => onChoose(item.id)}
              onClick={() => onChoose(item.id)}
              onKeyDown={(event) => onKey(event, item)}
            >
              <td style={{ paddingLeft: `${0.4 + depthOf(items, item.id) * 1.2}rem` }}>
                {cellOf(item, 'title', '名称', problems)}
              </td>
              <td>
                <NativeSelect
                  variant="unstyled"
                  size="xs"
                  className={classes.cell}
                  aria-label={`${item.title || '未命名的项目'} 记分办法`}
                  data-column="kind"
                  data={[...itemKinds]}
                  value={item.kind}
                  onChange={(event) =>
                    onChange(
                      withKind(items, item.id, event.currentTarget.value as ItemForm['kind']),
                      null,
                    )
                  }
                />
              </td>
              <td className={classes.words}>
                {problems.length > 0 ? (
                  <span className={classes.wrongLine}>
                    <IconAlertTriangle size="0.9rem" aria-hidden />
                    {problems.map(({ text }) => text).join('；')}
                  </span>
                ) : (
                  ready && item.kind !== '分组' && ruleInWords(ready, read.scheme.expertMean)
                )}
              </td>
              <td data-right>
                {item.kind !== '否决' && cellOf(item, 'floor', '最低分', problems)}
              </td>
              <td data-right>{item.kind !== '否决' && cellOf(item, 'cap', '最高分', problems)}</td>
              {trial && <Tried line={byId.get(item.id)} />}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
