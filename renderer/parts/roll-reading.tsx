import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '#renderer/app/api.ts';

/** Milliseconds between two looks at how far the reading is. */
const every = 400;

/** Why a search or a filter has no answer yet: soon after the start the roll of firms is still read. */
export const RollReading = () => {
  const { data } = useQuery({
    queryKey: ['reading the roll'],
    queryFn: () => api.enterprises.reading.query(),
    refetchInterval: every,
    gcTime: 0,
  });
  if (!data) return null;
  const { done, total } = data;
  return (
    <Text size="sm" c="dimmed" role="status" px="xs" py={4}>
      正在读入名册
      {done > 0 &&
        done < total &&
        `（${done.toLocaleString('zh-CN')} / ${total.toLocaleString('zh-CN')} 家）`}
      ，读完就出结果
    </Text>
  );
};
