import { dropSetting, getSetting, listSettings, putSetting } from '#db/queries/local.ts';
import { write } from '#db/write.ts';
import { type FirmColumnKey, firmColumnKeys, usualColumns } from '#shared/firm-columns.ts';
import {
  builtInViews,
  type FirmView,
  firmFilter,
  firmOrder,
  type SaveView,
} from '#shared/firm-list.ts';
import type { Desk } from './desk.ts';

/**
 * How somebody looks at the list: saved views and the columns shown. Habits of a person at a
 * machine, no facts about firms: they stay here and do not travel.
 */

const prefix = 'firm-view:';
const columnsKey = 'firm-columns';

const parse = (key: string, value: string): FirmView[] => {
  const { name, filter, order } = JSON.parse(value) as SaveView;
  const known = firmFilter.safeParse(filter);
  // A view of a newer program may ask for what this one does not know.
  if (!known.success) return [];
  const sorted = firmOrder.safeParse(order);
  const id = key.slice(prefix.length);
  return [{ id, name, filter: known.data, order: sorted.success ? sorted.data : null }];
};

export type FirmViews = {
  readonly builtIn: readonly FirmView[];
  readonly own: readonly FirmView[];
};

export const listViews = (desk: Desk): FirmViews => ({
  builtIn: builtInViews,
  own: listSettings(desk.store.reader, prefix)
    .flatMap(({ key, value }) => parse(key, value))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
});

const keep = (desk: Desk, work: () => void): void => {
  write(desk.store, { actor: desk.self.person, purpose: '名单视图' }, work);
};

/** Saves a view; one of the same name is replaced. */
export const saveView = (desk: Desk, input: SaveView): FirmView => {
  const same = listViews(desk).own.find(({ name }) => name === input.name);
  const id = same?.id ?? desk.store.clock.uuid();
  keep(desk, () => putSetting(desk.store, prefix + id, JSON.stringify(input)));
  return { id, ...input };
};

export const dropView = (desk: Desk, id: string): void =>
  keep(desk, () => dropSetting(desk.store, prefix + id));

/** Columns of the list, in order. */
export const shownColumns = (desk: Desk): readonly FirmColumnKey[] => {
  const text = getSetting(desk.store.reader, columnsKey);
  const kept = text === undefined ? [] : (JSON.parse(text) as string[]);
  const known = kept.filter((key): key is FirmColumnKey =>
    firmColumnKeys.some((column) => column === key),
  );
  return known.length > 0 ? known : usualColumns;
};

export const chooseColumns = (desk: Desk, keys: readonly FirmColumnKey[]): void =>
  keep(desk, () => putSetting(desk.store, columnsKey, JSON.stringify(keys)));
