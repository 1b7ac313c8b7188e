import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type SmallButtonProps = Pick<ActionIconProps, 'variant'> & {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly onClick: () => void;
  /** A cross, where nothing else is said. */
  readonly children?: ReactNode;
};

/** A button of one sign beside a row. */
export const SmallButton = ({ label, keys, onClick, children, variant }: SmallButtonProps) => (
  <ActionIcon
    variant={variant ?? 'subtle'}
    color="gray"
    size="sm"
    aria-label={label}
    title={keys === undefined ? label : `${label}（${keys}）`}
    onClick={onClick}
  >
    {children ?? <IconX size="0.9rem" aria-hidden />}
  </ActionIcon>
);
