import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconGripVertical,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import {
  type Question,
  questionKindLabel,
  questionKinds,
  questionNumbers,
} from '#shared/campaigns/question-sheet.ts';
import type { SheetProblem } from '#shared/campaigns/sheet-check.ts';
import classes from './builder.module.css';
import { copyOf, freshQuestion, moved } from './campaign-form.ts';
import { AddFact, withFact } from './fact-select.tsx';
import { QuestionFields } from './question-fields.tsx';

type QuestionListProps = {
  readonly questions: readonly Question[];
  readonly problems: readonly SheetProblem[];
  readonly onChange: (questions: Question[], tag?: string) => void;
};

const focusLabel = (id: string): void => {
  requestAnimationFrame(() => document.getElementById(`label-${id}`)?.focus());
};

/** The questions in their order; one is open at a time. Dragged, or moved with Alt+↑ and Alt+↓. */
export const QuestionList = ({ questions, problems, onChange }: QuestionListProps) => {
  const [open, setOpen] = useState<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const numbers = questionNumbers({ questions: [...questions] });
  const move = (from: number, to: number): void => {
    if (to >= 0 && to < questions.length && to !== from) onChange(moved(questions, from, to));
  };
  const add = (fresh: Question): void => {
    onChange([...questions, fresh]);
    setOpen(fresh.id);
    focusLabel(fresh.id);
  };
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(at, at + (event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <>
      <ol className={classes.list} aria-label="题目">
        {questions.map((question, at) => {
          const { id, kind, label, required, showIf, fact } = question;
          const isOpen = id === open;
          const name = label || '（还没有写题目）';
          return (
            <li
              key={id}
              className={classes.question}
              data-open={isOpen || undefined}
              data-over={over === at || undefined}
              onKeyDown={(event) => onKeyDown(event, at)}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setOver(at);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) move(dragged, at);
                setOver(null);
                setDragged(null);
              }}
            >
              <div className={classes.bar}>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard it is Alt+↑ and Alt+↓. */}
                <span
                  className={classes.grip}
                  draggable
                  title="拖动改变次序"
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move';
                    setDragged(at);
                  }}
                  onDragEnd={() => {
                    setOver(null);
                    setDragged(null);
                  }}
                >
                  <IconGripVertical size="1rem" aria-hidden />
                </span>
                <UnstyledButton
                  className={classes.title}
                  aria-expanded={isOpen}
                  title="点开修改；Alt+↑、Alt+↓ 移动"
                  onClick={() => {
                    setOpen(isOpen ? null : id);
                    if (!isOpen) focusLabel(id);
                  }}
                >
                  <span className={classes.words}>
                    {numbers.has(id) ? `${numbers.get(id)}. ` : ''}
                    {name}
                    {required ? ' *' : ''}
                  </span>
                  <span className={classes.kind}>
                    {questionKindLabel(kind)}
                    {fact && ' · 对应档案'}
                    {showIf &&
                      (showIf.of.length === 1 ? ' · 有条件' : ` · ${showIf.of.length} 个条件`)}
                  </span>
                </UnstyledButton>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`上移：${name}`}
                  disabled={at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  <IconArrowUp size="1rem" aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`下移：${name}`}
                  disabled={at === questions.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  <IconArrowDown size="1rem" aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`复制：${name}`}
                  title="复制这一题"
                  onClick={() => {
                    const copy = copyOf(question);
                    onChange(questions.toSpliced(at + 1, 0, copy));
                    setOpen(copy.id);
                    focusLabel(copy.id);
                  }}
                >
                  <IconCopy size="1rem" aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`删除：${name}`}
                  title="删除（Ctrl+Z 可撤销）"
                  onClick={() => onChange(questions.toSpliced(at, 1))}
                >
                  <IconTrash size="1rem" aria-hidden />
                </ActionIcon>
              </div>
              {problems
                .filter(({ questionId }) => questionId === id)
                .map(({ message }) => (
                  <p key={message} className={classes.problem}>
                    {message}
                  </p>
                ))}
              {isOpen && (
                <QuestionFields
                  question={question}
                  questions={questions}
                  at={at}
                  onChange={(next, tag) => onChange(questions.with(at, next), tag)}
                />
              )}
            </li>
          );
        })}
      </ol>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no tool bar. */}
      <div className={classes.add} role="group" aria-label="加一题">
        {questionKinds.map(({ kind, label }) => (
          <Button
            key={kind}
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size="0.9rem" aria-hidden />}
            onClick={() => add(freshQuestion(kind))}
          >
            {label}
          </Button>
        ))}
        <AddFact onAdd={(value) => add(withFact(freshQuestion('text'), value))} />
      </div>
    </>
  );
};
