import { Anchor, Radio } from '@mantine/core';
import { Link } from 'wouter';
import type { FirmBrief, PairComparison, PairField } from '#shared/firm-pairs.ts';
import { type Choices, type Side, sideOf } from './pair-choice.ts';
import classes from './pair-table.module.css';

const sides = ['first', 'second'] as const;

type PairTableProps = {
  readonly pair: PairComparison;
  readonly keeper: Side;
  readonly choices: Choices;
  readonly onKeeper: (side: Side) => void;
  readonly onChoose: (key: string, side: Side) => void;
};

const Head = ({ firm }: { readonly firm: FirmBrief }) => (
  <>
    <span className={classes.name}>{firm.name}</span>
    <span className={classes.aside}>
      {firm.uscc ?? '没有信用代码'} · 记录 {firm.records} 条 ·{' '}
      <Anchor component={Link} href={`/enterprises/${firm.id}`} size="xs">
        打开档案
      </Anchor>
    </span>
  </>
);

/** Tab goes from row to row, ← → choose within one, as everywhere with radio buttons. */
export const PairTable = ({ pair, keeper, choices, onKeeper, onChoose }: PairTableProps) => {
  const choice = (field: PairField, side: Side) => (
    <Radio
      name={`field-${field.key}`}
      checked={sideOf(field, keeper, choices) === side}
      onChange={() => onChoose(field.key, side)}
      label={field[side] ?? <span className={classes.empty}>（空）</span>}
    />
  );
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">保留哪一份</th>
          {sides.map((side) => (
            <th key={side} scope="col" data-kept={keeper === side || undefined}>
              <Radio
                name="keeper"
                checked={keeper === side}
                onChange={() => onKeeper(side)}
                label={<Head firm={pair[side]} />}
              />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pair.fields.map((field) => (
          <tr key={field.key}>
            <th scope="row">{field.label}</th>
            {sides.map((side) => (
              <td key={side} data-kept={sideOf(field, keeper, choices) === side || undefined}>
                {choice(field, side)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
