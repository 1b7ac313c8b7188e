import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './door-page.module.css';

type DoorPageProps = {
  readonly title: string;
  readonly wide?: boolean;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

/** A screen before the rooms: one calm card. */
export const DoorPage = ({ title, wide, foot, children }: DoorPageProps) => (
  <main className={classes.page}>
    <div className={classes.card} data-wide={wide || undefined}>
      <header className={classes.head}>
        <span className={classes.brand}>企策</span>
        <span className={classes.mark}>非密·内部使用</span>
      </header>
      <div className={classes.body}>
        <Title order={1} mb="md">
          {title}
        </Title>
        {children}
      </div>
    </div>
    {foot && (
      <Text size="xs" c="dimmed" ta="center">
        {foot}
      </Text>
    )}
  </main>
);
