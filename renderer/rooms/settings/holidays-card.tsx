import { Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { today } from '#renderer/parts/formats.ts';
import { Card } from './card.tsx';

/** Which years' arrangements working days are counted by. */
export const HolidaysCard = () => {
  const year = Number(today().slice(0, 4));
  const now = useAsk('today', 'holidays', { year }, api.holidays.year.query);
  const next = useAsk('today', 'holidays', { year: year + 1 }, api.holidays.year.query);
  const words = [now.data, next.data]
    .filter((one) => one !== undefined)
    .map(
      (one) =>
        `${one.year} 年${one.known ? `工作日 ${one.workingDays} 天` : '放假安排尚未录入，按周末计算'}`,
    );
  return (
    <Card
      title="节假日安排"
      action={
        <Button component={Link} href="/settings/holidays" variant="default">
          查看和录入
        </Button>
      }
    >
      <Text size="sm" c="dimmed">
        办理期限按工作日计算。{words.join('；')}
        {words.length > 0 && '。'}
      </Text>
    </Card>
  );
};
