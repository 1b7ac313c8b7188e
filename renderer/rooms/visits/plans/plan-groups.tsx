import { Progress, SegmentedControl, UnstyledButton } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { countPlan, type PlanLine } from '#shared/visit-plans.ts';
import classes from './plans.module.css';
import type { PlanAddress } from './use-plan-address.ts';

type Group = { readonly word: string; readonly lines: readonly PlanLine[] };

/** The words a line is listed under; the empty word where there is none. */
export const groupsOf = (line: PlanLine, by: PlanAddress['by']): readonly string[] => {
  if (by === 'township') return [line.township ?? ''];
  return line.people.length === 0 ? [''] : line.people;
};

const collator = new Intl.Collator('zh');

const grouped = (lines: readonly PlanLine[], by: PlanAddress['by']): Group[] => {
  const groups = new Map<string, PlanLine[]>();
  for (const line of lines)
    for (const word of groupsOf(line, by)) {
      const own = groups.get(word);
      if (own) own.push(line);
      else groups.set(word, [line]);
    }
  return [...groups]
    .map(([word, own]) => ({ word, lines: own }))
    .sort(
      (a, b) => Number(a.word === '') - Number(b.word === '') || collator.compare(a.word, b.word),
    );
};

const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

type GroupButtonProps = {
  readonly label: string;
  readonly lines: readonly PlanLine[];
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

const GroupButton = ({ label, lines, chosen, onChoose }: GroupButtonProps) => {
  const { assigned, visited, overdue } = countPlan(lines);
  return (
    <li>
      <UnstyledButton
        className={classes.group}
        aria-pressed={chosen}
        aria-label={`${label}：应走访 ${assigned} 家，已走访 ${visited} 家${overdue > 0 ? `，逾期 ${overdue} 家` : ''}`}
        onClick={onChoose}
      >
        <span className={classes.word}>{label}</span>
        <span className={classes.count}>
          {overdue > 0 && <span className={classes.late}>逾期 {overdue} · </span>}
          {visited}/{assigned} 家
        </span>
        <Progress
          className={classes.progress}
          size={4}
          value={assigned === 0 ? 0 : (visited * 100) / assigned}
          aria-hidden
        />
      </UnstyledButton>
    </li>
  );
};

type PlanGroupsProps = {
  readonly lines: readonly PlanLine[];
  readonly address: PlanAddress;
};

/** The plan by officer or by township, with how far each has come. ↑ ↓ go from one to the next. */
export const PlanGroups = ({ lines, address }: PlanGroupsProps) => {
  const { by, group, set } = address;
  return (
    <nav className={classes.groups} aria-label="按人员或乡镇">
      <header>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="分组"
          data={[
            { value: 'person', label: '按人员' },
            { value: 'township', label: '按乡镇' },
          ]}
          value={by}
          onChange={(next) =>
            set({ by: next === 'township' ? next : null, person: null, township: null })
          }
        />
      </header>
      <ul onKeyDown={walk}>
        <GroupButton
          label="全部"
          lines={lines}
          chosen={group === null}
          onChoose={() => set({ [by]: null })}
        />
        {grouped(lines, by).map(({ word, lines: own }) => (
          <GroupButton
            key={word}
            label={word || (by === 'person' ? '未分派' : '未填乡镇')}
            lines={own}
            chosen={group === word}
            onChoose={() => set({ [by]: word })}
          />
        ))}
      </ul>
    </nav>
  );
};
