import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './form-section.module.css';

type FormSectionProps = {
  readonly title: string;
  readonly note?: ReactNode;
  /** How many inputs stand side by side on a wide screen. */
  readonly columns?: 1 | 2 | 3;
  readonly children: ReactNode;
};

/** A group of inputs that belong together. A child with `data-wide` takes the whole width. */
export const FormSection = ({ title, note, columns = 2, children }: FormSectionProps) => (
  <fieldset className={classes.section}>
    <legend className={classes.legend}>{title}</legend>
    {note && (
      <Text component="div" size="sm" c="dimmed" mb="xs">
        {note}
      </Text>
    )}
    <div className={classes.grid} data-columns={columns}>
      {children}
    </div>
  </fieldset>
);

/** Holds `FieldRow`s: facts to read, not to edit. */
export const FieldList = ({
  columns = 2,
  children,
}: {
  readonly columns?: 1 | 2 | 3;
  readonly children: ReactNode;
}) => (
  <dl className={classes.list} data-columns={columns}>
    {children}
  </dl>
);

type FieldRowProps = {
  readonly label: string;
  /** Takes the whole width (a long text). */
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** One fact with its name. Nothing known is shown as 「—」. */
export const FieldRow = ({ label, wide, children }: FieldRowProps) => (
  <div className={classes.row} data-wide={wide || undefined}>
    <dt>{label}</dt>
    <dd>{children === null || children === undefined || children === '' ? '—' : children}</dd>
  </div>
);
