import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { columnOf } from '#renderer/parts/cell-history/cell-name.ts';
import { useContested } from '#renderer/parts/contested.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { enterpriseFacts } from '#shared/registers/enterprise.ts';
import type { Source } from '#shared/registers/ledger.ts';
import { isStale } from '#shared/registers/validity.ts';
import { useFactActions } from '../ledgers/grid-actions.ts';
import { cellText, readRow } from '../ledgers/grid-model.ts';
import { isBeside } from '../ledgers/is-beside.ts';
import { gridDraftKey, useLedgerGrid } from '../ledgers/use-ledger-grid.ts';
import { useStaleMonths } from '../ledgers/use-stale-months.ts';
import { FactCell } from './fact-cell.tsx';
import { type FactSection, factColumns, factKeys, factRow, factsLedger } from './fact-words.ts';
import classes from './facts-sheet.module.css';

type FactsProps = {
  readonly file: EnterpriseFile;
  /** Where what is typed now comes from. */
  readonly source: Source;
  /** Goes up each time somebody asks, by F2, to write. */
  readonly asked: number;
};

type SheetProps = FactsProps & {
  readonly left: Parameters<typeof useLedgerGrid>[0]['left'];
};

const nothingFixed = {};

const Sheet = ({ file, source, asked, left }: SheetProps) => {
  const actions = useFactActions(file.id, source);
  const grid = useLedgerGrid({
    ...{ ledger: factsLedger, enterpriseId: file.id, rows: [factRow(file)], left, actions },
    fixed: nothingFixed,
    byCell: true,
  });
  const origins = useAsk(
    'ledgers',
    'origins',
    { table: enterpriseFacts.name, ids: [file.id] },
    api.ledgers.origins.query,
    { keep: true },
  );
  const cells = origins.data?.[0]?.cells ?? {};
  const contested = useContested('enterprise', file.id, file.id).lines;
  const staleMonths = useStaleMonths();
  const day = today();
  const [active, setActive] = useState<string | null>(null);
  /** What stood in the cell when the caret came. */
  const before = useRef('');
  const sheet = useRef<HTMLElement>(null);
  const [row] = grid.rows;

  const answered = useRef(0);
  useEffect(() => {
    if (asked === answered.current) return;
    answered.current = asked;
    setActive(factKeys[0] ?? null);
  }, [asked]);
  const [first] = factKeys;
  if (!row) return null;
  const seen = { ...file, ...row.stored?.values };
  const textOf = (key: string): string => {
    const field = grid.fields.find((f) => f.key === key);
    return field ? cellText(row, field, grid.typed) : '';
  };
  const reading = readRow(factsLedger, row, grid.typed);
  const stale = (key: string): boolean => {
    const said = cells[key];
    return said !== undefined && isStale(said.at, day, staleMonths);
  };
  const go = (key: string | null): void => {
    if (active !== null && active !== key) grid.leaveRow(row.key);
    if (key !== null) before.current = textOf(key);
    setActive(key);
  };
  const step = (by: number): boolean => {
    const at = active === null ? -1 : factKeys.indexOf(active);
    const next = factKeys[at + by];
    if (next === undefined) return false;
    go(next);
    return true;
  };
  const put = (key: string, text: string): void =>
    grid.change([{ row: row.key, field: key, text }], { merge: true });
  const sectionOf = (key: string): readonly string[] =>
    factColumns.flat().find(({ keys }) => keys.includes(key))?.keys ?? [key];

  /** Keys with Ctrl: those of any form. @returns whether it was one */
  const onCtrl = ({ key, shiftKey }: KeyboardEvent<HTMLElement>): boolean => {
    const letter = key.toLowerCase();
    if (letter === 'z' && !shiftKey) grid.undo();
    else if (letter === 'y' || (letter === 'z' && shiftKey)) grid.redo();
    else if (letter === 's') grid.saveAll();
    else if (key === 'Enter') step(1);
    else return false;
    return true;
  };
  const restore = (key: string): void => {
    if (textOf(key) !== before.current) put(key, before.current);
    setActive(null);
    sheet.current?.focus();
  };
  /** @returns whether the key was for the sheet; others are the box's own */
  const onPlain = ({ key, shiftKey, currentTarget: box }: KeyboardEvent<HTMLElement>): boolean => {
    if (active === null) return false;
    const isText = box instanceof HTMLInputElement;
    if (key === 'F9') grid.confirmRow(row, shiftKey ? sectionOf(active) : [active]);
    else if (key === 'Escape') restore(active);
    else if (key === 'Tab') return step(shiftKey ? -1 : 1);
    else if (key === 'Enter' && !(box instanceof HTMLTextAreaElement)) step(shiftKey ? -1 : 1);
    else if (isText && key === 'ArrowDown') step(1);
    else if (isText && key === 'ArrowUp') step(-1);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const isOurs = event.ctrlKey || event.metaKey ? onCtrl(event) : onPlain(event);
    if (isOurs) event.preventDefault();
  };

  const Section = (title: string, keys: readonly string[]) => {
    const due = keys.filter(stale);
    return (
      <div key={title} className={classes.section}>
        <div className={classes.head}>
          <h2>{title}</h2>
          {due.length > 0 && <span className={classes.due}>{due.length} 项待确认</span>}
          <Button
            size="compact-xs"
            variant="subtle"
            tabIndex={-1}
            leftSection={<IconChecks size="0.9rem" aria-hidden />}
            title="这一组都没有变：记下今天确认过（Shift+F9；只确认一格用 F9）"
            aria-label={`${title}确认无误`}
            onClick={() => grid.confirmRow(row, keys)}
            data-screen-only
          >
            确认无误
          </Button>
        </div>
        <dl>
          {keys.map((key) => (
            <FactCell
              key={key}
              file={seen}
              name={key}
              text={textOf(key)}
              typed={grid.typed[row.key]?.[key] !== undefined}
              problem={reading.problems[key] ?? null}
              active={active === key}
              stale={stale(key)}
              origin={cells[key]}
              contested={contested.get(columnOf(key))}
              onGo={() => go(key)}
              onText={(text) => put(key, text)}
              onKeyDown={onKeyDown}
            />
          ))}
        </dl>
      </div>
    );
  };

  return (
    <section
      ref={sheet}
      aria-label="企业档案"
      className={classes.sheet}
      tabIndex={active === null ? 0 : -1}
      onFocus={(event) => {
        // By keys only: a click puts the caret where it was made.
        const byKeys = event.target === sheet.current && event.target.matches(':focus-visible');
        if (byKeys && active === null && first !== undefined) go(first);
      }}
      onBlur={(event) => {
        if (!isBeside(sheet.current, event.relatedTarget)) go(null);
      }}
    >
      <div className={classes.foot} data-screen-only>
        {grid.refusal && <span role="alert">{grid.refusal}</span>}
        <span role="status">
          {Object.keys(grid.typed).length > 0 ? '有未保存的内容，已存草稿' : ''}
        </span>
        <span className={classes.keys}>
          点一格或按 F2 直接改，离开即保存 · Tab、Enter 下一格 · Esc 还原 · F9 确认无误
        </span>
        <UndoButtons kept={grid} />
      </div>
      <div className={classes.columns}>
        {factColumns.map((sections: readonly FactSection[]) => (
          <div key={sections[0]?.title}>
            {sections.map(({ title, keys }) => Section(title, keys))}
          </div>
        ))}
      </div>
    </section>
  );
};

const draftShape = z.object({ typed: z.record(z.string(), z.record(z.string(), z.string())) });

/** What is known of the firm, each value with its source, edited where it stands. */
export const FactsSheet = (props: FactsProps) => {
  const draft = useStoredDraft(
    'ledger',
    gridDraftKey(props.file.id, factsLedger, nothingFixed),
    draftShape,
  );
  if (draft.isError)
    return <FailureNote error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.ready || draft.data === undefined) return <Loading />;
  const left = draft.data && { typed: draft.data.form.typed, savedAt: draft.data.savedAt };
  return <Sheet {...props} left={left} />;
};
