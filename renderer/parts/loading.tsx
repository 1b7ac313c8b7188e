import { Loader, Text } from '@mantine/core';
import classes from './loading.module.css';

/** Keeps its place from the start and shows itself only when the answer takes a while. */
export const Loading = ({ label = '正在读取…' }: { readonly label?: string }) => (
  <div className={classes.loading} role="status">
    <Loader size="sm" aria-hidden />
    <Text size="sm" c="dimmed">
      {label}
    </Text>
  </div>
);
