import { IconScale } from '@tabler/icons-react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import classes from './firm-conflicts.module.css';

/** Says that something of this firm waits for a decision, and leads there. Nothing where nothing does. */
export const FirmConflicts = ({ id }: { readonly id: string }) => {
  const counts = useAsk('exchange', 'conflictCounts', undefined, () =>
    api.conflicts.counts.query(),
  );
  const open = counts.data?.firms[id] ?? 0;
  if (open === 0) return null;
  return (
    <Link href={`/exchange?step=conflicts&firm=${id}`} className={classes.badge}>
      <IconScale size="0.9rem" aria-hidden />
      待裁定 {open} 处
    </Link>
  );
};
