import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { PaperKind } from '#shared/papers/paper.ts';
import classes from './templates.module.css';

type LineProps = { readonly text: string; readonly note?: string | undefined };

const Line = ({ text, note }: LineProps) => (
  <li className={classes.field}>
    <code className={classes.code}>{text}</code>
    <span className={classes.note} title={note}>
      {note}
    </span>
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`复制 ${text}`}
          title={copied ? '已复制' : '复制'}
          onClick={copy}
        >
          {copied ? (
            <IconCheck size="0.95rem" aria-hidden />
          ) : (
            <IconCopy size="0.95rem" aria-hidden />
          )}
        </ActionIcon>
      )}
    </CopyButton>
  </li>
);

/** Every placeholder a template of a paper may hold, to be copied into Word or Excel. */
export const FieldList = ({ paper }: { readonly paper: PaperKind }) => {
  const fields = Object.values(paper.fields);
  return (
    <>
      <p className={classes.said}>复制后贴到模板里要填的位置。花括号是半角的，两边各两个。</p>
      <ul className={classes.fields} aria-label="单项字段">
        {fields.map(
          (field) =>
            field.kind === 'text' && (
              <Line key={field.name} text={`{{${field.name}}}`} note={field.note} />
            ),
        )}
      </ul>
      {fields.map(
        (field) =>
          field.kind === 'rows' && (
            <section key={field.name} className={classes.list}>
              <h3 className={classes.listTitle}>
                {field.name}
                <span className={classes.note}>{field.note}</span>
              </h3>
              <p className={classes.said}>
                每件重复一行：在那一行第一格写开头，最后一格写收尾，中间放各列。
              </p>
              <ul className={classes.fields} aria-label={`${field.name}的各列`}>
                <Line text={`{{#${field.name}}}`} note="开头" />
                {Object.values(field.columns).map(({ name, note }) => (
                  <Line key={name} text={`{{${name}}}`} note={note} />
                ))}
                <Line text={`{{/${field.name}}}`} note="收尾" />
              </ul>
            </section>
          ),
      )}
    </>
  );
};
