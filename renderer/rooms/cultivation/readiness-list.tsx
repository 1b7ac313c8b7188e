import { Anchor, Badge, Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { ReadyFirm } from '#shared/ladders.ts';
import classes from './ladder.module.css';

const shownFirms = 100;

/** Of an award whose conditions nobody has entered, no more is known than who may apply. */
const readyWord = (conditions: number): string => (conditions === 0 ? '可申报' : '条件具备');

/** In a word: ready, how many conditions are not met, or how many figures the file lacks. */
const wordOf = ({ ready, missing, unknown }: ReadyFirm, conditions: number): string => {
  if (ready) return readyWord(conditions);
  const must = missing.filter(({ kind }) => kind !== '优先').length;
  return must > 0 ? `还差 ${must} 项` : `缺 ${unknown} 项数据`;
};

type FirmProps = { readonly firm: ReadyFirm; readonly conditions: number };

const Firm = ({ firm, conditions }: FirmProps) => (
  <div className={classes.firm}>
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Anchor component={Link} href={`/enterprises/${firm.firmId}`} size="sm" truncate>
        {firm.firmName}
      </Anchor>
      <span className={classes.key}>
        {firm.ready ? (
          <IconCircleCheck size="1rem" aria-hidden />
        ) : (
          <IconCircleDashed size="1rem" aria-hidden />
        )}
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
          {wordOf(firm, conditions)}
        </Text>
      </span>
    </Group>
    {firm.holds.length > 0 && (
      <Text size="xs" c="dimmed">
        已有 {firm.holds.join('、')}
      </Text>
    )}
    {firm.missing.length > 0 && (
      <ul>
        {firm.missing.map((one) => (
          <li key={one.text}>
            <Text size="xs">
              {one.text}
              {one.kind === '优先' && '（优先条件）'}：现为 {one.now}，要求 {one.wanted}
            </Text>
          </li>
        ))}
      </ul>
    )}
    {firm.open.length > 0 && (
      <Text size="xs" c="dimmed" mt={2}>
        另有 {firm.open.length} 项要人核对：{firm.open.map(({ text }) => text).join('；')}
      </Text>
    )}
  </div>
);

/** Who may go for an award, the nearest first, and what each is missing. */
export const ReadinessList = ({
  awardId,
  day,
}: {
  readonly awardId: string;
  readonly day: string;
}) => {
  // Figures of the year before: those of the running year are not complete.
  const input = { awardId, day, year: Number(day.slice(0, 4)) - 1 };
  const ready = useAsk('cultivation', 'readiness', input, api.awards.readiness.query, {
    keep: true,
  });
  if (ready.isError)
    return <FailureNote error={ready.error} onRetry={() => void ready.refetch()} />;
  if (!ready.data) return <Loading />;
  const { award, edition, conditions, must, firms, holders } = ready.data;
  const able = firms.filter((firm) => firm.ready).length;
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>{award.name}</Text>
        {award.ended && <Badge color="gray">已终止</Badge>}
      </Group>
      <Text size="xs" c="dimmed" mb="xs">
        {must.length > 0 ? `须先获得 ${must.join(' 或 ')}。` : ''}
        {edition ? `按 ${edition} 的 ${conditions} 条核对，` : '目录里还没有它的条件，'}
        {input.year} 年数据。
        <Anchor component={Link} href={`/cultivation/awards/${award.id}`} size="xs">
          看条件
        </Anchor>
      </Text>
      <Text size="sm" mb="xs">
        {readyWord(conditions)} <b>{able}</b> 家，还差条件或数据 <b>{firms.length - able}</b>{' '}
        家，已获得 <b>{holders.length}</b> 家。
      </Text>
      {firms.slice(0, shownFirms).map((firm) => (
        <Firm key={firm.firmId} firm={firm} conditions={conditions} />
      ))}
      {firms.length > shownFirms && (
        <Text size="xs" c="dimmed" mt="xs">
          只列最接近的 {shownFirms} 家。
        </Text>
      )}
      {holders.length > 0 && (
        <>
          <Text fw={600} size="sm" mt="sm">
            已获得
          </Text>
          {holders.map(({ firmId, firmName }) => (
            <div key={firmId}>
              <Anchor component={Link} href={`/enterprises/${firmId}`} size="sm">
                {firmName}
              </Anchor>
            </div>
          ))}
        </>
      )}
    </>
  );
};
