import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { showDone, showFailure } from '#renderer/app/query.ts';

type TakeButtonProps<Found> = {
  readonly icon: ReactNode;
  readonly label: string;
  /** Null: nothing can be asked for yet. */
  readonly ask: (() => Promise<readonly Found[]>) | null;
  readonly onFound: (found: readonly Found[]) => void;
  /** Said where there is nothing to take. */
  readonly nothing: string;
};

/** Takes rows of a list on the paper from where the office has them already. */
export const TakeButton = <Found,>(props: TakeButtonProps<Found>) => {
  const { icon, label, ask, onFound, nothing } = props;
  const [asking, setAsking] = useState(false);
  const take = async (): Promise<void> => {
    if (!ask) return;
    setAsking(true);
    try {
      const found = await ask();
      if (found.length === 0) showDone(nothing);
      else onFound(found);
    } catch (error) {
      showFailure(error);
    } finally {
      setAsking(false);
    }
  };
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={asking}
      disabled={!ask}
      leftSection={icon}
      onClick={() => void take()}
    >
      {label}
    </Button>
  );
};
