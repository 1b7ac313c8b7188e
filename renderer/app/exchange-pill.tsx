import {
  IconCircleCheck,
  IconDeviceLaptop,
  IconFileExport,
  IconMessageReport,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import type { PendingCounts } from '#shared/exchange.ts';
import { api } from './api.ts';
import classes from './exchange-pill.module.css';
import { useAsk } from './query.ts';

/** The most pressing thing to know about where the own work is. */
const wordsOf = (pending: PendingCounts, returns: number) => {
  if (returns > 0) return { icon: IconMessageReport, text: `${returns} 件退回待办` };
  if (pending.here > 0) return { icon: IconDeviceLaptop, text: `${pending.here} 项未离开本机` };
  if (pending.exported > 0)
    return { icon: IconFileExport, text: `${pending.exported} 项已导出未回执` };
  if (pending.county > 0) return { icon: IconCircleCheck, text: '县局已全部并入' };
  if (pending.city > 0) return { icon: IconCircleCheck, text: '市局已全部并入' };
  return { icon: IconCircleCheck, text: '没有待交换的数据' };
};

/** One pill, in words, leading to where bundles are made. */
export const ExchangePill = () => {
  const overview = useAsk('exchange', 'overview', undefined, api.exchange.overview.query);
  if (!overview.data) return null;
  const { pending, returns } = overview.data;
  const { icon: Icon, text } = wordsOf(pending, returns);
  return (
    <Link
      href={returns > 0 ? '/exchange?step=returns' : '/exchange'}
      className={classes.pill}
      data-waiting={pending.here > 0 || returns > 0 || undefined}
    >
      <Icon size="1rem" stroke={1.6} aria-hidden />
      {text}
    </Link>
  );
};
