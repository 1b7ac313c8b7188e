import { Text } from '@mantine/core';

/** A plain table of more rows than these is slow, and nobody reads it to its end. */
export const shownRows = 500;

type CutProps = {
  readonly rows: number;
  /** What is counted, e.g. 家. */
  readonly counter: string;
};

/** Says under a table how many rows of it are not shown. */
export const Cut = ({ rows, counter }: CutProps) =>
  rows <= shownRows ? null : (
    <Text size="xs" c="dimmed" mt="xs">
      只列前 {shownRows} {counter}，另有 {rows - shownRows} {counter}没有列出。
    </Text>
  );
