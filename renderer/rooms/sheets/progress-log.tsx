import { Text, Title } from '@mantine/core';
import { formatDay } from '#renderer/parts/formats.ts';
import type { ProgressEntry } from '#shared/sheets.ts';
import classes from './progress-drawer.module.css';

/** What was entered before, the newest first. */
export const ProgressLog = ({ entries }: { readonly entries: readonly ProgressEntry[] }) => (
  <section aria-label="进展记录">
    <Title order={3} mt="lg">
      进展记录（{entries.length} 条）
    </Title>
    {entries.length === 0 && (
      <Text size="sm" c="dimmed">
        还没有记过进展。
      </Text>
    )}
    <ul className={classes.log}>
      {entries
        .toSorted((a, b) => b.onDate.localeCompare(a.onDate))
        .map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <div className={classes.head}>
              <span>{formatDay(entry.onDate)}</span>
              {entry.percent !== null && (
                <span className={classes.percent}>完成 {entry.percent}%</span>
              )}
              <span>{entry.person}</span>
            </div>
            <div className={classes.note}>{entry.note}</div>
          </li>
        ))}
    </ul>
  </section>
);
