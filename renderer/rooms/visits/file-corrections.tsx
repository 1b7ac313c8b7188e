import { Button, NativeSelect, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { BriefFact } from '#shared/visit-brief.ts';
import { usualFacts } from '#shared/visit-facts.ts';
import classes from './file-corrections.module.css';
import folding from './more-fields.module.css';
import type { CorrectionForm, VisitForm } from './visit-form.ts';
import { factId, factNamed } from './visit-input.ts';

type FileCorrectionsProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly facts: readonly BriefFact[];
  readonly problemOf: (field: string) => string | undefined;
  readonly opened: boolean;
  readonly onOpen: (opened: boolean) => void;
};

/** Facts in sight without being asked for: the usual ones, and what is missing, old or already touched. */
const inSight = (fact: BriefFact, touched: CorrectionForm | undefined): boolean =>
  usualFacts.includes(fact.key) || fact.text === '' || fact.staleMonths !== null || !!touched;

type RowProps = {
  readonly fact: BriefFact;
  readonly touched: CorrectionForm | undefined;
  readonly problem: string | undefined;
  readonly put: (part: Partial<CorrectionForm> | null) => void;
};

/** What the file says, and what was found. */
const FactRow = ({ fact, touched, problem, put }: RowProps) => {
  const { key, label, text, note, staleMonths, value } = fact;
  const moved = touched !== undefined && !touched.holds && touched.before !== value;
  const field = factNamed(key);
  const words = field?.kind === 'choice' ? field.vocabulary : null;
  const typed = touched?.holds ? '' : (touched?.text ?? '');
  const onText = (next: string): void =>
    put(next === '' && typed !== '' ? null : { text: next, holds: false });
  const common = {
    id: factId(key),
    'aria-label': `${label}更正为`,
    error: problem,
    size: 'xs' as const,
  };
  return (
    <div className={classes.row}>
      <span className={classes.label}>{label}</span>
      <span className={classes.now} title={text}>
        {text === '' ? <em>没有登记</em> : text}
        {note && <small>（{note}）</small>}
        {staleMonths !== null && <small>　{staleMonths} 个月没有确认</small>}
      </span>
      {words ? (
        <NativeSelect
          {...common}
          data={['', ...words]}
          value={typed}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          placeholder={touched?.holds ? '没有变' : '有变就写在这里'}
          value={typed}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      )}
      {text !== '' && note === null ? (
        <Button
          variant={touched?.holds ? 'light' : 'subtle'}
          size="compact-xs"
          aria-pressed={touched?.holds ?? false}
          aria-label={`${label}没有变`}
          onClick={() => put(touched?.holds ? null : { text: '', holds: true })}
        >
          没有变
        </Button>
      ) : (
        <span />
      )}
      {moved && (
        <div className={classes.moved} role="alert">
          填写期间，档案里的{label}已被改为「{text || '空'}」。
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => put({ before: value, text: typed })}
          >
            仍改为「{typed}」
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => put(null)}>
            不改了
          </Button>
        </div>
      )}
    </div>
  );
};

/** 顺手更正档案: what was found to be otherwise goes into the firm's file when the visit is saved. */
export const FileCorrections = (props: FileCorrectionsProps) => {
  const { kept, facts, problemOf, opened, onOpen } = props;
  const { form, change } = kept;
  const id = useId();
  const [all, setAll] = useState(false);
  const touchedOf = (key: string) => form.corrections.find((one) => one.id === key);
  const shown = facts.filter((fact) => all || inSight(fact, touchedOf(fact.key)));
  const put = (fact: BriefFact, part: Partial<CorrectionForm> | null): void =>
    change((f) => {
      const before = f.corrections.find((one) => one.id === fact.key);
      const others = f.corrections.filter((one) => one.id !== fact.key);
      if (part === null) return { ...f, corrections: others };
      const fresh = { id: fact.key, before: fact.value, text: '', holds: false };
      return { ...f, corrections: [...others, { ...fresh, ...before, ...part }] };
    }, factId(fact.key));
  return (
    <>
      <UnstyledButton
        className={folding.toggle}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => onOpen(!opened)}
      >
        <IconChevronRight size="1.1rem" aria-hidden />
        顺手更正档案
        <Text span size="xs" c="dimmed" fw={400}>
          {form.corrections.length > 0
            ? `${form.corrections.length} 项，随走访写进企业档案，来源记为走访`
            : '联系人、电话、地址、人数、状态，写在这里就进企业档案'}
        </Text>
      </UnstyledButton>
      {opened && (
        <div id={id} className={classes.rows}>
          {shown.map((fact) => (
            <FactRow
              key={fact.key}
              fact={fact}
              touched={touchedOf(fact.key)}
              problem={problemOf(factId(fact.key))}
              put={(part) => put(fact, part)}
            />
          ))}
          {shown.length < facts.length && (
            <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
              其他 {facts.length - shown.length} 项
            </Button>
          )}
        </div>
      )}
    </>
  );
};
