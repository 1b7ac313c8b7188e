import {
  IconCircleMinus,
  IconCirclePlus,
  IconEqual,
  IconHelpCircle,
  IconPencil,
} from '@tabler/icons-react';
import { type ImportVerdict, verdictLabels } from '#shared/imports.ts';
import classes from './verdict-badge.module.css';

const icons = {
  new: IconCirclePlus,
  changed: IconPencil,
  same: IconEqual,
  question: IconHelpCircle,
  skipped: IconCircleMinus,
} as const satisfies Record<ImportVerdict, unknown>;

/** Every verdict, what is written first. */
export const verdicts = Object.keys(icons) as readonly ImportVerdict[];

/** What becomes of a row: an icon and a word. */
export const VerdictBadge = ({ verdict }: { readonly verdict: ImportVerdict }) => {
  const Icon = icons[verdict];
  return (
    <span className={classes.badge} data-verdict={verdict}>
      <Icon size="1rem" stroke={1.6} aria-hidden />
      {verdictLabels[verdict]}
    </span>
  );
};
