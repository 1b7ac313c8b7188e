import { Anchor, Text, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment, type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import classes from './page.module.css';

/** A step above this page. */
export type Crumb = { readonly label: string; readonly href: string };

type PageProps = {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** The buttons of the page; the next step comes last and filled. */
  readonly actions?: ReactNode;
  readonly breadcrumbs?: readonly Crumb[];
  /** The content brings its own scrolling (a table that fills the page). */
  readonly fill?: boolean;
  readonly children: ReactNode;
};

/** One screen: what it is, what can be done, and the content below. */
export const Page = ({ title, subtitle, actions, breadcrumbs = [], fill, children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · 企策`;
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.head} data-fill={fill || undefined}>
        {breadcrumbs.length > 0 && (
          <nav aria-label="所在位置" className={classes.crumbs}>
            {breadcrumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <Anchor component={Link} href={crumb.href} size="xs" c="dimmed">
                  {crumb.label}
                </Anchor>
                <IconChevronRight size="0.8rem" aria-hidden />
              </Fragment>
            ))}
          </nav>
        )}
        <div className={classes.titleLine}>
          <Title order={1}>{title}</Title>
          {subtitle && (
            <Text component="div" c="dimmed" size="sm">
              {subtitle}
            </Text>
          )}
        </div>
        {actions && (
          <div className={classes.actions} data-screen-only>
            {actions}
          </div>
        )}
      </header>
      <div className={fill ? classes.fill : classes.scroll}>{children}</div>
    </div>
  );
};
