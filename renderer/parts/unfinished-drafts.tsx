import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import type { DraftLine } from '#shared/visits.ts';
import { formatMoment } from './formats.ts';
import classes from './unfinished-drafts.module.css';

const newPrefix = 'new-';

/** Key of the draft of a record that does not exist yet: one a firm. */
export const newDraftKey = (enterpriseId: string): string => `${newPrefix}${enterpriseId}`;

/** Where a draft is filled in further: `/visits/new?enterprise=…` or `/visits/<id>`. */
export const draftAddress = (
  room: string,
  line: Pick<DraftLine, 'key' | 'enterpriseId'>,
): string =>
  line.key.startsWith(newPrefix)
    ? `/${room}/new?enterprise=${line.enterpriseId ?? line.key.slice(newPrefix.length)}`
    : `/${room}/${line.key}`;

type UnfinishedDraftsProps = {
  readonly kind: DraftLine['kind'];
  /** Path of the room: `visits`. */
  readonly room: string;
  /** What is unfinished: 走访记录. */
  readonly noun: string;
};

/** What was typed and not saved, on top of a list, so that nobody has to remember it. */
export const UnfinishedDrafts = ({ kind, room, noun }: UnfinishedDraftsProps) => {
  const drafts = useAsk('drafts', 'list', undefined, () => api.drafts.list.query());
  const lines = (drafts.data ?? []).filter((line) => line.kind === kind);
  if (lines.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={`未填完的${noun}`}>
      {lines.map((line) => (
        <li key={line.key} className={classes.line}>
          <IconPencil size="1.1rem" stroke={1.6} className={classes.icon} aria-hidden />
          <span className={classes.title}>
            {line.key.startsWith(newPrefix) ? `未填完的${noun}` : `${noun}有未保存的修改`}：
            {line.title}
          </span>
          <span className={classes.when}>草稿存于 {formatMoment(line.savedAt)}</span>
          <Button
            component={Link}
            href={draftAddress(room, line)}
            variant="light"
            size="compact-sm"
          >
            继续填写
          </Button>
        </li>
      ))}
    </ul>
  );
};
