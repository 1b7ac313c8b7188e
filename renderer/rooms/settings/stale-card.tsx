import { Select, Text } from '@mantine/core';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { Card } from './card.tsx';

const choices = [3, 6, 12, 18, 24, 36];

/** After how many months a value nobody confirmed looks stale. */
export const StaleCard = () => {
  const months = useAsk('settings', 'staleMonths', undefined, () =>
    api.settings.staleMonths.query(),
  );
  const set = useTell(api.settings.setStaleMonths.mutate, { changes: ['settings'] });
  return (
    <Card
      title="待确认期限"
      action={
        <Select
          aria-label="待确认期限"
          w="8rem"
          data={choices.map((n) => ({ value: String(n), label: `${n} 个月` }))}
          value={months.data === undefined ? null : String(months.data)}
          allowDeselect={false}
          onChange={(value) => value !== null && set.mutate({ months: Number(value) })}
        />
      }
    >
      <Text size="sm" c="dimmed">
        企业档案里的一格，超过这个时间没有人改过或确认过，就标出“待确认”。只影响这台电脑。
      </Text>
    </Card>
  );
};
