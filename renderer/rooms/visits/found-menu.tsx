import { Button, Menu } from '@mantine/core';
import { IconBuildingOff } from '@tabler/icons-react';
import { foundStatuses } from '#shared/visits.ts';
import classes from './sign-button.module.css';

export type FoundStatus = (typeof foundStatuses)[number]['status'];

type FoundMenuProps = {
  /** The status the file has now. */
  readonly status: string | null;
  readonly busy: boolean;
  readonly onFound: (status: FoundStatus) => void;
};

/** A firm that is not at work: one click records it, with this visit as the proof. */
export const FoundMenu = ({ status, busy, onFound }: FoundMenuProps) => (
  <Menu position="bottom-end" shadow="md">
    <Menu.Target>
      <Button
        variant="default"
        loading={busy}
        aria-label="企业不在"
        leftSection={<IconBuildingOff size="1.1rem" stroke={1.6} aria-hidden />}
        classNames={classes}
      >
        企业不在
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Label>状态写进企业档案，来源记为走访，可以撤销</Menu.Label>
      {foundStatuses.map(({ status: word, meant }) => (
        <Menu.Item key={word} disabled={word === status} onClick={() => onFound(word)}>
          {word}（{meant}）
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);
