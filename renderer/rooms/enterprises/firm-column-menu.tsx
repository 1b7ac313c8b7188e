import { Button, Checkbox, Popover, ScrollArea } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { type FirmColumnKey, firmColumns, usualColumns } from '#shared/firm-columns.ts';

type FirmColumnMenuProps = {
  readonly shown: readonly FirmColumnKey[];
  readonly onChoose: (keys: readonly FirmColumnKey[]) => void;
};

/** Which columns the list shows; the name always. Remembered on this machine. */
export const FirmColumnMenu = ({ shown, onChoose }: FirmColumnMenuProps) => (
  <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
    <Popover.Target>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconColumns3 size="0.95rem" aria-hidden />}
      >
        栏目
      </Button>
    </Popover.Target>
    <Popover.Dropdown p="xs">
      <ScrollArea.Autosize mah="22rem" type="auto">
        <Checkbox.Group
          aria-label="显示的栏目"
          value={[...shown]}
          onChange={(keys) =>
            onChoose(
              firmColumns.map(({ key }) => key).filter((k) => k === 'name' || keys.includes(k)),
            )
          }
        >
          {firmColumns.map(({ key, title }) => (
            <Checkbox
              key={key}
              value={key}
              label={title}
              size="xs"
              p="0.2rem 1rem 0.2rem 0.25rem"
              disabled={key === 'name'}
            />
          ))}
        </Checkbox.Group>
      </ScrollArea.Autosize>
      <Button variant="subtle" size="compact-xs" mt="xs" onClick={() => onChoose(usualColumns)}>
        恢复常用栏目
      </Button>
    </Popover.Dropdown>
  </Popover>
);
