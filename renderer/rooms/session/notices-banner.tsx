import { Alert, Button, Group } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './notices-banner.module.css';

/** Sentences the store has to say once after opening; gone when the person has read them. */
export const NoticesBanner = ({ notices }: { readonly notices: readonly string[] }) => {
  const [read, setRead] = useState<readonly string[]>([]);
  const unread = notices.filter((notice) => !read.includes(notice));
  if (unread.length === 0) return null;
  return (
    <Alert
      color="amber"
      variant="light"
      icon={<IconInfoCircle aria-hidden />}
      className={classes.banner}
      role="status"
      radius={0}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <ul className={classes.list}>
          {unread.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
        <Button variant="default" size="xs" onClick={() => setRead(notices)}>
          知道了
        </Button>
      </Group>
    </Alert>
  );
};
