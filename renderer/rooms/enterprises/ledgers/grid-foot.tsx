import { IconClockExclamation } from '@tabler/icons-react';
import { formatMoment, today } from '#renderer/parts/formats.ts';
import type { RowOrigins } from '#shared/ledgers.ts';
import type { Field, Ledger } from '#shared/registers/ledger.ts';
import { refNoun, refWords } from '#shared/registers/provenance.ts';
import { columnLabel } from '#shared/registers/rows.ts';
import { isStale, monthsSince } from '#shared/registers/validity.ts';
import { type GridRow, isEmptyRow, readRow } from './grid-model.ts';
import classes from './ledger-grid.module.css';
import type { LedgerGrid } from './use-ledger-grid.ts';

type GridFootProps = {
  readonly ledger: Ledger;
  readonly grid: LedgerGrid;
  readonly row: GridRow | undefined;
  readonly field: Field | undefined;
  readonly origins: ReadonlyMap<string, RowOrigins['cells']>;
  readonly staleMonths: number;
  /** The rows are no records of their own: nothing to confirm, attach to or delete. */
  readonly bare?: boolean;
};

/** Above the sheet, so that it is always in sight: what is wrong, where the value under the caret comes from, and the keys. */
export const GridFoot = (props: GridFootProps) => {
  const { ledger, grid, row, field, origins, staleMonths, bare = false } = props;
  const reading =
    row && grid.typed[row.key] && !isEmptyRow(row, grid.typed)
      ? readRow(ledger, row, grid.typed)
      : undefined;
  const problems = reading ? Object.entries(reading.problems) : [];
  const own = field && reading?.problems[field.key];
  const problem = own ?? problems[0]?.[1];
  const said = row?.stored && field ? origins.get(row.stored.id)?.[field.key] : undefined;
  const day = today();
  return (
    <div className={classes.foot} data-screen-only>
      {grid.refusal && <span role="alert">{grid.refusal}</span>}
      {!grid.refusal && problem && (
        <span role="alert">{problem}（改好后自动保存，已填的内容保留着）</span>
      )}
      {!problem && reading?.warnings.map((warning) => <span key={warning}>请核对：{warning}</span>)}
      {field && (
        <span>
          {columnLabel(ledger, field.key)}
          {field.hint && `：${field.hint}`}
        </span>
      )}
      {said && (
        <span>
          {said.sourceRef
            ? `来自 ${refWords(said.sourceRef)}（Ctrl+H 看${refNoun(said.sourceRef)}）；`
            : `${said.purpose}；`}
          {said.source !== null && !said.sourceRef && `来源：${said.source}；`}
          {said.actor}（{said.device}）{formatMoment(said.at)}
        </span>
      )}
      {said && isStale(said.at, day, staleMonths) && (
        <span className={classes.staleWord}>
          <IconClockExclamation size="0.8rem" className={classes.stale} aria-hidden />
          已有 {monthsSince(said.at, day)} 个月没有人确认，按 F9 记下“仍然如此”
        </span>
      )}
      <span className={classes.keys}>
        {row
          ? `Enter、Tab 和方向键移动 · 可粘贴 Excel 区域 · Ctrl+Z 撤销${bare ? '' : ' · F9 仍然如此 · F8 附件 · Ctrl+Delete 删除'}`
          : '点一格或按 Tab 进入，离开一行时自动保存'}
      </span>
    </div>
  );
};
