import {
  IconBuildingCommunity,
  IconBuildingMonument,
  IconDeviceLaptop,
  IconFileExport,
  IconMessageReport,
  IconUserShare,
} from '@tabler/icons-react';
import { type RecordState, recordStateLabels } from '#shared/exchange.ts';
import { threadStateLabels } from '#shared/remarks.ts';
import classes from './state-badge.module.css';

const icons = {
  here: IconDeviceLaptop,
  exported: IconFileExport,
  county: IconBuildingCommunity,
  city: IconBuildingMonument,
  foreign: IconUserShare,
} as const satisfies Record<RecordState, unknown>;

type StateBadgeProps = {
  readonly state: RecordState;
  /** A record that was returned says this first; where it is stands behind it. */
  readonly returned?: 'open' | 'answered' | null;
};

/** Where a record is (未离开本机 …): an icon and a word, so that it also reads in black and white. */
export const StateBadge = ({ state, returned = null }: StateBadgeProps) => {
  if (returned !== null)
    return (
      <span className={classes.badge} data-state={returned} title={recordStateLabels[state]}>
        <IconMessageReport size="1rem" stroke={1.6} aria-hidden />
        {threadStateLabels[returned]}
      </span>
    );
  const Icon = icons[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon size="1rem" stroke={1.6} aria-hidden />
      {recordStateLabels[state]}
    </span>
  );
};
