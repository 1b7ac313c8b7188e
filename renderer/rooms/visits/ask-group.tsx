import { UnstyledButton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import classes from './firm-brief.module.css';

/** One thing to ask: what it is, how it stands, and where it is dealt with. */
export type AskedFor = {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  /** Whose it is. */
  readonly about?: string;
  /** How it stands, in few words. */
  readonly mark: string;
  readonly late?: boolean;
  /** The whole text, where the line says less. */
  readonly title?: string;
  /** Instead of going to `at`: the matter is dealt with on this page. */
  readonly onClick?: () => void;
};

const Words = ({ text, about, mark, late }: AskedFor) => (
  <>
    <span className={classes.text}>{text}</span>
    {about && <span className={classes.about}>{about}</span>}
    <span className={classes.mark} data-late={late || undefined}>
      {late && <IconAlertCircle size="0.85rem" stroke={1.8} aria-hidden />}
      {mark}
    </span>
  </>
);

type AskGroupProps = {
  readonly title: string;
  readonly lines: readonly AskedFor[];
  /** Where the rest of them are. */
  readonly more: { readonly href: string; readonly unit: string };
};

/** More would push the form out of sight. */
const atFirst = 3;

/** Things of one kind to ask; nothing where there is none. */
export const AskGroup = ({ title, lines, more }: AskGroupProps) => {
  const [all, setAll] = useState(false);
  if (lines.length === 0) return null;
  const shown = all ? lines : lines.slice(0, atFirst);
  return (
    <section className={classes.group} aria-label={title}>
      <h2 className={classes.title}>
        <Link href={more.href} className={classes.link}>
          {title}
        </Link>
        <span>
          {lines.length} {more.unit}
        </span>
      </h2>
      <ul>
        {shown.map((line) => (
          <li key={line.id}>
            {line.onClick ? (
              <UnstyledButton
                className={classes.line}
                title={line.title ?? line.text}
                onClick={line.onClick}
              >
                <Words {...line} />
              </UnstyledButton>
            ) : (
              <Link href={line.at} className={classes.line} title={line.title ?? line.text}>
                <Words {...line} />
              </Link>
            )}
          </li>
        ))}
      </ul>
      {lines.length > shown.length && (
        <UnstyledButton className={classes.rest} onClick={() => setAll(true)}>
          另有 {lines.length - shown.length} {more.unit}
        </UnstyledButton>
      )}
    </section>
  );
};

/** What stands there where nothing is to be asked. */
export const AskLine = ({ nothing }: { readonly nothing: string }) => (
  <p className={classes.nothing}>{nothing}</p>
);
