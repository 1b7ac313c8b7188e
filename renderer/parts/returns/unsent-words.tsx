import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'wouter';
import { z } from 'zod';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { formatMoment } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import classes from '#renderer/parts/unfinished-drafts.module.css';
import { readDraftBody } from '#renderer/parts/use-draft.ts';
import { type RemarkThread, readRemarkDraftKey } from '#shared/remarks.ts';
import type { DraftLine } from '#shared/visits.ts';
import { recordAddress } from './record-address.ts';

const words = z.object({ body: z.string() });
const nouns = { reply: '答复', again: '再次退回的意见', return: '退回意见' } as const;

type LineProps = { readonly line: DraftLine; readonly threads: readonly RemarkThread[] };

const Unsent = ({ line, threads }: LineProps) => {
  const { kind, key } = line;
  const draft = useAsk('drafts', 'get', { kind, key }, api.drafts.get.query);
  const put = useTell(api.drafts.put.mutate, { changes: ['drafts'] });
  const drop = useTell(api.drafts.drop.mutate, { changes: ['drafts'] });
  const about = readRemarkDraftKey(key);
  const record =
    about?.kind === 'return' ? about : threads.find(({ id }) => about && id === about.id);
  const body = draft.data?.body;
  const text = body === undefined ? '' : (readDraftBody(body, words)?.form.body ?? '');
  if (!about) return null;
  return (
    <li className={classes.line}>
      <IconPencil size="1.1rem" stroke={1.6} className={classes.icon} aria-hidden />
      <span className={classes.title} title={text}>
        {line.title}　写了一半的{nouns[about.kind]}：{text}
      </span>
      <span className={classes.when}>草稿存于 {formatMoment(line.savedAt)}</span>
      {record && (
        <Button component={Link} href={recordAddress(record)} variant="light" size="compact-sm">
          打开记录
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        loading={drop.isPending}
        onClick={() =>
          drop.mutate(
            { kind, key },
            {
              onSuccess: () => {
                if (body !== undefined)
                  showUndo(`已放弃写了一半的${nouns[about.kind]}`, () =>
                    put.mutate({ kind, key, body }),
                  );
              },
            },
          )
        }
      >
        放弃
      </Button>
    </li>
  );
};

/** What was typed about a return and never sent, so that nobody has to remember where. */
export const UnsentWords = ({ threads }: { readonly threads: readonly RemarkThread[] }) => {
  const drafts = useAsk('drafts', 'list', undefined, () => api.drafts.list.query());
  const lines = (drafts.data ?? []).filter(({ kind }) => kind === 'remark');
  if (lines.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="写了一半没有发出的">
      {lines.map((line) => (
        <Unsent key={line.key} line={line} threads={threads} />
      ))}
    </ul>
  );
};
