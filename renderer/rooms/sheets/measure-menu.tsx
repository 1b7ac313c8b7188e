import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconDotsVertical,
  IconRowInsertBottom,
  IconTrash,
} from '@tabler/icons-react';

type MeasureMenuProps = {
  /** 第 2 项 */
  readonly name: string;
  readonly first: boolean;
  readonly last: boolean;
  /** Of an issued sheet: a row that is not whole can only be taken out. */
  readonly fixed: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onInsert: () => void;
  readonly onRemove: () => void;
};

/** What can be done with a row as a whole. */
export const MeasureMenu = (props: MeasureMenuProps) => (
  <Menu position="bottom-end" withinPortal>
    <Menu.Target>
      <ActionIcon variant="subtle" color="gray" aria-label={`${props.name} 操作`}>
        <IconDotsVertical size="1.1rem" aria-hidden />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item
        leftSection={<IconArrowUp size="1rem" aria-hidden />}
        disabled={props.first}
        onClick={() => props.onMove(-1)}
      >
        上移
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size="1rem" aria-hidden />}
        disabled={props.last}
        onClick={() => props.onMove(1)}
      >
        下移
      </Menu.Item>
      <Menu.Item
        leftSection={<IconRowInsertBottom size="1rem" aria-hidden />}
        disabled={props.fixed}
        onClick={props.onInsert}
      >
        在下方插入
      </Menu.Item>
      <Menu.Item leftSection={<IconTrash size="1rem" aria-hidden />} onClick={props.onRemove}>
        删去
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
);
