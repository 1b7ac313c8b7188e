import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

type EmptyStateProps = {
  readonly icon?: ReactNode;
  /** What is: 「还没有企业」. */
  readonly title: string;
  /** What that means and what to do. */
  readonly children?: ReactNode;
  /** The next step, as buttons. */
  readonly actions?: ReactNode;
  /** Stands inside a card that already has a border. */
  readonly plain?: boolean;
};

/** A place with nothing in it yet: says so, and offers the next step. */
export const EmptyState = ({ icon, title, children, actions, plain }: EmptyStateProps) => (
  <div className={classes.empty} data-plain={plain || undefined}>
    {icon && (
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
    )}
    <Text fw={600} size="md">
      {title}
    </Text>
    {children && (
      <Text component="div" c="dimmed" size="sm" maw="32rem">
        {children}
      </Text>
    )}
    {actions && <div className={classes.actions}>{actions}</div>}
  </div>
);
