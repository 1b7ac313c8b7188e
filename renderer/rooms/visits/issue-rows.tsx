import { ActionIcon, Anchor, Autocomplete, Button, Input, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { issueTypes, type Visit } from '#shared/visits.ts';
import classes from './issue-rows.module.css';
import { PhraseTextarea } from './phrase-textarea.tsx';
import type { Shelf } from './use-phrases.ts';
import { blankIssue, type IssueForm, issueContentId, type VisitForm } from './visit-form.ts';

type IssueRowsProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly problemOf: (field: string) => string | undefined;
  /** The issues that are records already. */
  readonly saved: Visit['issues'];
  readonly shelf: Shelf;
  readonly onManage: () => void;
};

/** What the firm asked or complained of; each becomes an issue of its own. */
export const IssueRows = ({ kept, problemOf, saved, shelf, onManage }: IssueRowsProps) => {
  const { form, change } = kept;
  const savedOf = ({ id }: IssueForm) => saved.find((issue) => issue.id === id);
  const recordOf = (issue: IssueForm): string | null => savedOf(issue)?.id ?? null;
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    const field = focusNext.current === null ? null : document.getElementById(focusNext.current);
    // Between the click and the field's first picture another one may come: of a photograph that arrived.
    if (!field) return;
    field.focus();
    focusNext.current = null;
  });
  const put = (id: string, part: Partial<IssueForm>, typed = true): void =>
    change(
      (f) => ({
        ...f,
        issues: f.issues.map((issue) => (issue.id === id ? { ...issue, ...part } : issue)),
      }),
      typed ? `${id}-${Object.keys(part)[0]}` : undefined,
    );
  const add = (): void => {
    const issue = blankIssue(crypto.randomUUID());
    focusNext.current = issueContentId(issue.id);
    change((f) => ({ ...f, issues: [...f.issues, issue] }));
  };
  const remove = (issue: IssueForm, place: number): void => {
    change((f) => ({ ...f, issues: f.issues.filter(({ id }) => id !== issue.id) }));
    if (issue.content.trim() === '') return;
    showUndo('已移除一个问题，保存后生效', () =>
      change((f) =>
        f.issues.some(({ id }) => id === issue.id)
          ? f
          : { ...f, issues: f.issues.toSpliced(place, 0, issue) },
      ),
    );
  };
  return (
    <div>
      <Input.Label labelElement="div" display="block" mb={6}>
        企业提出的问题
      </Input.Label>
      {form.issues.map((issue, place) => (
        <div key={issue.id} className={classes.row}>
          <Autocomplete
            aria-label={`问题 ${place + 1} 类型`}
            data={[...issueTypes]}
            wrapperProps={cellOf('issue', recordOf(issue), 'type')}
            maxLength={50}
            value={issue.type}
            onChange={(type) => put(issue.id, { type })}
          />
          <PhraseTextarea
            field="issue"
            shelf={shelf}
            onManage={onManage}
            id={issueContentId(issue.id)}
            aria-label={`问题 ${place + 1} 内容`}
            placeholder="企业要解决什么"
            wrapperProps={cellOf('issue', recordOf(issue), 'content')}
            minRows={1}
            error={problemOf(issueContentId(issue.id))}
            value={issue.content}
            onText={(content, typed) => put(issue.id, { content }, typed)}
          />
          {savedOf(issue) && (
            <Anchor component={Link} href={`/issues/${issue.id}`} size="sm" className={classes.way}>
              {savedOf(issue)?.issueState}
            </Anchor>
          )}
          <Tooltip label="移除">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="input-sm"
              aria-label={`移除问题 ${place + 1}`}
              onClick={() => remove(issue, place)}
            >
              <IconX size="1.1rem" aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlus size="1rem" aria-hidden />}
        onClick={add}
      >
        添加问题
      </Button>
    </div>
  );
};
