import {
  IconBuildingCommunity,
  IconBuildingMonument,
  IconDeviceLaptop,
  IconFileExport,
  IconUserShare,
} from '@tabler/icons-react';
import { type RecordState, recordStateLabels } from '#shared/exchange.ts';
import classes from './state-badge.module.css';

const icons = {
  here: IconDeviceLaptop,
  exported: IconFileExport,
  county: IconBuildingCommunity,
  city: IconBuildingMonument,
  foreign: IconUserShare,
} as const satisfies Record<RecordState, unknown>;

/** Where a record is (未离开本机 …): an icon and a word, so that it also reads in black and white. */
export const StateBadge = ({ state }: { readonly state: RecordState }) => {
  const Icon = icons[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon size="1rem" stroke={1.6} aria-hidden />
      {recordStateLabels[state]}
    </span>
  );
};
