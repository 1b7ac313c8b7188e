import { CardBoard } from '#renderer/parts/card-board.tsx';
import { type IssueState, issueStates, phaseOf } from '#shared/issue-course.ts';
import type { IssueList, IssueRow } from '#shared/issues.ts';
import { turnWords } from './issue-words.ts';

/** Where everything begins and ends: these keep their column while nothing is in them. */
const always: readonly IssueState[] = ['登记', '销号'];
/** Of what has ended the latest are enough; the ledger has all. */
const mostEnded = 30;

const Card = ({ row }: { readonly row: IssueRow }) => (
  <>
    <strong>{row.firm.name}</strong>
    <span title={row.content}>{row.content}</span>
    <span>
      {row.type} · {row.phase === 'open' ? turnWords(row) || row.raisedOn : row.since}
    </span>
    {row.denied > 0 && <span data-warn>企业不认可 {row.denied} 次</span>}
    {row.contested.length > 0 && <span data-warn>两处记录不一致，待核实</span>}
    {row.overdue.length > 0 && <span data-late>逾期：{row.overdue.join('、')}</span>}
  </>
);

type BoardProps = {
  /** The most urgent first; those that have ended last. */
  readonly rows: readonly IssueRow[];
  readonly states: IssueList['states'];
  readonly onOpen: (row: IssueRow) => void;
};

/** 看板: a state a column. */
export const IssueBoard = ({ rows, states, onOpen }: BoardProps) => {
  const columns = issueStates
    .map((state) => ({
      ...{ title: state, ...(states[state] ?? { issues: 0, late: 0 }) },
      all: rows.filter(({ issueState }) => issueState === state),
    }))
    .filter(({ title, issues }) => issues > 0 || always.includes(title))
    .map(({ title, issues, late, all }) => {
      const ended = ['solved', 'refused'].includes(phaseOf(title));
      const shown = ended ? all.slice(0, mostEnded) : all;
      const rest = shown.length < issues ? ` · 列出 ${shown.length}` : '';
      return {
        title,
        rows: shown,
        note: `${issues} 件${late > 0 ? ` · 逾期 ${late}` : ''}${rest}`,
      };
    });
  return (
    <CardBoard
      label="问题看板"
      columns={columns}
      rowKey={({ id }) => id}
      card={(row) => <Card row={row} />}
      onOpen={onOpen}
    />
  );
};
