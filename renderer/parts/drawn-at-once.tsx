import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './drawn-at-once.module.css';

/**
 * A page of several parts that each ask for their own: laid out unseen until all have their first
 * answer. Shown one after the other, each would push away what somebody is about to press below it.
 * Nothing within may take the caret by itself, which what is unseen can't.
 */
export const DrawnAtOnce = ({ children }: { readonly children: ReactNode }) => {
  const client = useQueryClient();
  const [drawn, setDrawn] = useState(false);
  // The parts have asked by now: their effects run before that of what holds them.
  useEffect(() => {
    const look = (): void => {
      if (client.isFetching({ predicate: ({ state }) => state.status === 'pending' }) > 0) return;
      setDrawn(true);
      stop();
    };
    const stop = client.getQueryCache().subscribe(look);
    look();
    return stop;
  }, [client]);
  return <div className={drawn ? undefined : classes.unseen}>{children}</div>;
};
