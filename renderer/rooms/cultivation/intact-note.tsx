import { Text } from '@mantine/core';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';

type IntactNoteProps = {
  readonly ledger: 'award_edition' | 'scheme_version';
  readonly id: string;
};

/** Says so where what was published no longer says what it said then. */
export const IntactNote = ({ ledger, id }: IntactNoteProps) => {
  const intact = useAsk('cultivation', 'intact', { ledger, id }, api.awards.intact.query);
  return intact.data === false ? (
    <Text size="sm" c="amber.7">
      启用之后又有改动（来自其他单位），请核对
    </Text>
  ) : null;
};
