import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { sentenceOf } from '#renderer/app/api.ts';
import { useDraft } from '#renderer/parts/use-draft.ts';
import type { LedgerRow } from '#shared/ledgers.ts';
import type { Ledger, LedgerValues } from '#shared/registers/ledger.ts';
import type { GridActions } from './grid-actions.ts';
import {
  cellText,
  type GridRow,
  gridFields,
  gridRows,
  isEmptyRow,
  isNewKey,
  readRow,
  reverseOf,
  type Saved,
  type Step,
  type Typed,
  withSaved,
  withTexts,
} from './grid-model.ts';

type Opening = {
  readonly ledger: Ledger;
  /** Null for a ledger of the office. */
  readonly enterpriseId: string | null;
  /** Cells every new row has, beside what is typed. */
  readonly fixed: LedgerValues;
  readonly rows: readonly LedgerRow[];
  /** What an earlier sitting left unsaved. */
  readonly left: { readonly typed: Typed; readonly savedAt: string } | null;
  readonly actions: GridActions;
  /** Cells are saved each for itself: what is wrong in one keeps no other. */
  readonly byCell?: boolean;
  /** The rows and their cells are given: none is added, and no note stands behind them. */
  readonly bare?: boolean;
};

/** Once a page that has its answer shows it: it is told in a task of its own, queued before this one. */
const drawn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The highest number of a new row that was ever saved. */
const highestOf = (ids: ReadonlyMap<string, string>): number =>
  Math.max(0, ...[...ids.keys()].map((key) => Number(key.slice(4))));

/** `<firm> <ledger>`; of the office, with what its rows have in common: `office <ledger> 339921`. */
export const gridDraftKey = (
  enterpriseId: string | null,
  { name }: Pick<Ledger, 'name'>,
  fixed: LedgerValues,
): string => [enterpriseId ?? 'office', name, ...Object.values(fixed)].join(' ');

/**
 * A ledger of one firm as an editable sheet. Every keystroke is kept as a draft; a row is saved when it
 * can be and is left; Ctrl+Z puts texts back, also those that are saved already.
 */
export const useLedgerGrid = (opening: Opening) => {
  const { ledger, enterpriseId, fixed, rows: stored, left, actions } = opening;
  const { byCell = false, bare = false } = opening;
  const draftKey = gridDraftKey(enterpriseId, ledger, fixed);
  const { status, keeper } = useDraft('ledger', draftKey, left?.savedAt ?? null);
  const [typed, showTyped] = useState<Typed>(left?.typed ?? {});
  const [past, setPast] = useState<readonly Step[]>([]);
  const [future, setFuture] = useState<readonly Step[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const fields = useMemo(() => gridFields(ledger, bare), [ledger, bare]);
  const [saved, showSaved] = useState<Saved>(new Map());
  /** Rows that were saved under a first name: what a step calls new-1 has an id now. */
  const [ids, setIds] = useState<ReadonlyMap<string, string>>(new Map());
  const firstNames = useMemo(() => new Map([...ids].map(([name, id]) => [id, name])), [ids]);
  const rows = useMemo(
    () => gridRows(withSaved(stored, saved), typed, highestOf(ids), bare),
    [stored, saved, typed, ids, bare],
  );
  /** Saves go one after the other: the last word typed is the last word stored. */
  const queue = useRef<{ tail: Promise<void>; waiting: number }>({
    tail: Promise.resolve(),
    waiting: 0,
  });

  // What a save that waited its turn finds, and a key pressed between the answer to a save and its
  // drawing: typed into what was drawn last, it would bring back as new the rows just saved.
  const latest = useRef({ typed, stored, ids, saved });
  useLayoutEffect(() => {
    latest.current.stored = stored;
  });
  const setTyped = (change: (before: Typed) => Typed): void => {
    latest.current.typed = change(latest.current.typed);
    showTyped(latest.current.typed);
  };
  const setSaved = (written: Saved): void => {
    latest.current.saved = written;
    showSaved(written);
  };

  const opened = useRef(typed);
  useEffect(() => {
    if (typed === opened.current) return;
    if (Object.keys(typed).length === 0) keeper.clear().catch(() => undefined);
    else
      keeper.change(() =>
        JSON.stringify({
          id: draftKey,
          enterpriseId: enterpriseId ?? 'office',
          base: {},
          form: { typed },
        }),
      );
  }, [typed, keeper, draftKey, enterpriseId]);

  const present = (): { readonly rows: readonly GridRow[]; readonly typed: Typed } => {
    const now = latest.current;
    const listed = withSaved(now.stored, now.saved);
    return { rows: gridRows(listed, now.typed, highestOf(now.ids), bare), typed: now.typed };
  };

  const idOf = (key: string): string => latest.current.ids.get(key) ?? key;
  const named = (step: Step): Step => step.map((cell) => ({ ...cell, row: idOf(cell.row) }));

  const saveRows = (keys: readonly string[], now: Typed): void => {
    const { current } = queue;
    current.waiting += 1;
    current.tail = current.tail
      .then(() => sendRows(keys, now))
      .finally(() => {
        current.waiting -= 1;
      });
  };

  const sendRows = async (keys: readonly string[], asked: Typed): Promise<void> => {
    const { typed: current, ids: given } = latest.current;
    const now: Typed = Object.fromEntries(
      keys.map((key) => {
        const name = given.get(key) ?? key;
        // Typed on since, a cell waits for its row to be left again.
        const same = ([field, text]: [string, string]) => current[name]?.[field] === text;
        return [name, Object.fromEntries(Object.entries(asked[key] ?? {}).filter(same))];
      }),
    );
    const shown = withSaved(latest.current.stored, latest.current.saved);
    const readings = gridRows(shown, now, 0, bare)
      .filter((row) => Object.keys(now[row.key] ?? {}).length > 0 && !isEmptyRow(row, now))
      .map((row) => ({ row, reading: readRow(ledger, row, now) }));
    const good = readings.filter(({ reading: { values, problems } }) =>
      byCell
        ? Object.keys(values).some((key) => !problems[key])
        : Object.keys(problems).length === 0,
    );
    if (good.length === 0) return;
    setRefusal(null);
    const input = good.map(({ row, reading }) => ({
      id: isNewKey(row.key) ? null : row.key,
      values: {
        ...(isNewKey(row.key) ? fixed : {}),
        ...Object.fromEntries(
          Object.entries(reading.values).filter(([key]) => !reading.problems[key]),
        ),
      },
    }));
    try {
      const answer = await actions.save(input);
      const written = new Map(
        good.flatMap((_row, i): [string, LedgerValues][] => {
          const id = answer.ids[i];
          return id === undefined ? [] : [[id, input[i]?.values ?? {}]];
        }),
      );
      const fresh = good.flatMap(({ row }, i): [string, string][] => {
        const id = answer.ids[i];
        return id !== undefined && isNewKey(row.key) ? [[row.key, id]] : [];
      });
      // All in one: between what was typed and what is stored, no row may be missing for a moment, or
      // the caret in it is lost, and with it the next keys.
      setSaved(written);
      latest.current.ids = new Map([...latest.current.ids, ...fresh]);
      setIds(latest.current.ids);
      setTyped((before) => {
        const next = { ...before };
        // Only what was sent is saved; typing may have gone on.
        for (const [i, { row }] of good.entries()) {
          const sent = Object.keys(input[i]?.values ?? {});
          const rest = Object.entries(before[row.key] ?? {}).filter(
            ([key, text]) => !sent.includes(key) || text !== now[row.key]?.[key],
          );
          delete next[row.key];
          if (rest.length > 0) next[answer.ids[i] ?? row.key] = Object.fromEntries(rest);
        }
        return next;
      });
      await actions.answered();
      await drawn();
      setSaved(new Map());
    } catch (error) {
      setRefusal(sentenceOf(error));
    }
  };

  const apply = (step: Step, saveNow: boolean): void => {
    const now = present();
    const next = withTexts(now.rows, fields, now.typed, step, queue.current.waiting > 0);
    setTyped(() => next);
    if (saveNow) saveRows([...new Set(step.map(({ row }) => row))], next);
  };

  /** One step: a cell typed into, or a block pasted. Typing on in the same cell is one step. */
  const change = (
    asked: Step,
    options: { readonly merge?: boolean; readonly save?: boolean } = {},
  ) => {
    const now = present();
    const step = named(asked);
    const back = reverseOf(now.rows, fields, now.typed, step);
    const [cell] = step;
    setPast((before) => {
      const last = before.at(-1);
      const same =
        options.merge &&
        last?.length === 1 &&
        last[0]?.row === cell?.row &&
        last[0]?.field === cell?.field;
      return same ? before : [...before.slice(-199), back];
    });
    setFuture([]);
    apply(step, options.save ?? false);
  };

  const travel = (
    from: readonly Step[],
    give: (steps: readonly Step[]) => void,
    keep: typeof setPast,
  ): void => {
    const last = from.at(-1);
    if (!last) return;
    const step = named(last);
    const now = present();
    const back = reverseOf(now.rows, fields, now.typed, step);
    give(from.slice(0, -1));
    keep((steps) => [...steps, back]);
    const emptied = step
      .map(({ row }) => row)
      .filter(
        (key, i, all) => all.indexOf(key) === i && [...latest.current.ids.values()].includes(key),
      );
    const next = withTexts(now.rows, fields, now.typed, step);
    const gone = emptied.filter((key) => {
      const row = now.rows.find((r) => r.key === key);
      return row && ledger.fields.every((f) => cellText(row, f, next).trim() === '');
    });
    if (gone.length > 0) {
      setTyped((before) =>
        Object.fromEntries(Object.entries(before).filter(([k]) => !gone.includes(k))),
      );
      actions.remove?.(gone, false);
    } else apply(step, true);
  };

  const deleteRow = ({ key }: GridRow): void => {
    const id = idOf(key);
    if (isNewKey(id)) {
      setTyped((before) => Object.fromEntries(Object.entries(before).filter(([k]) => k !== key)));
      return;
    }
    actions.remove?.([id], true);
  };

  const confirmRow = (row: GridRow, keys?: readonly string[]): void => {
    if (row.stored !== null) actions.confirm(row.stored.id, keys);
  };

  return {
    fields,
    rows,
    typed,
    /** The row a first name stands for now. */
    keyOf: (key: string): string => ids.get(key) ?? key,
    /** The name a row was first shown under: saving it must not take its boxes, and the caret in them, away. */
    firstNameOf: (key: string): string => firstNames.get(key) ?? key,
    status,
    saving: actions.saving,
    refusal,
    change,
    undo: () => travel(past, setPast, setFuture),
    redo: () => travel(future, setFuture, setPast),
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    /** Saves what can be saved of one row, or of all. */
    leaveRow: (key: string) => saveRows([key], typed),
    saveAll: () =>
      saveRows(
        rows.map(({ key }) => key),
        typed,
      ),
    deleteRow,
    confirmRow,
  };
};

export type LedgerGrid = ReturnType<typeof useLedgerGrid>;
