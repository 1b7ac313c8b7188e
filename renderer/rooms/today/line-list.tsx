import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './today.module.css';

type LineProps = {
  readonly href: string;
  /** How pressing it is; a word and an icon say it too. */
  readonly mark?: ReactNode;
  readonly title: string;
  /** What stands small behind the title. */
  readonly about?: ReactNode;
  readonly end?: ReactNode;
};

/** One thing to do: the whole line leads to where it is dealt with. */
export const Line = ({ href, mark, title, about, end }: LineProps) => (
  <li>
    <Link href={href} className={classes.line} data-line>
      {mark}
      <span className={classes.words}>
        <span className={classes.title} title={title}>
          {title}
        </span>
        {about && <span className={classes.about}>{about}</span>}
      </span>
      {end && <span className={classes.end}>{end}</span>}
    </Link>
  </li>
);

/** ↑ ↓ go from line to line, over all lists of the page. */
export const goAlongLines = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement)) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.indexOf(event.target);
  const next = lines[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
};

type BlockProps = {
  readonly title: string;
  readonly count: number;
  readonly unit: string;
  /** What stands there while there is nothing; the block is left out where nothing is said. */
  readonly nothing?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

export const Block = ({ title, count, unit, nothing, action, children }: BlockProps) => {
  if (count === 0 && nothing === undefined) return null;
  return (
    <section className={classes.block} aria-label={title}>
      <header className={classes.head}>
        <h2>
          {title}
          {count > 0 && (
            <span className={classes.count}>
              {count} {unit}
            </span>
          )}
        </h2>
        {action}
      </header>
      {count === 0 ? <p className={classes.nothing}>{nothing}</p> : <ul>{children}</ul>}
    </section>
  );
};
