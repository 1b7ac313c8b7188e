import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import classes from './people-input.module.css';

type OfferedNamesProps = {
  readonly names: readonly string[];
  readonly onTake: (name: string) => void;
};

const most = 6;

/** Names that are likely meant, one click each. */
export const OfferedNames = ({ names, onTake }: OfferedNamesProps) =>
  names.length === 0 ? null : (
    <div className={classes.known}>
      {names.slice(0, most).map((name) => (
        <Button
          key={name}
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size="0.85rem" aria-hidden />}
          aria-label={`添加 ${name}`}
          onClick={() => onTake(name)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
