import { ActionIcon, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { showFailure, useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { LadderView, ToldStep } from '#shared/ladders.ts';
import classes from './ladder.module.css';
import type { AskedStep } from './step-dialog.tsx';

type StepListProps = {
  readonly view: LadderView;
  readonly awardId: string;
  readonly onChoose: (awardId: string) => void;
  readonly onAsk: (asked: AskedStep) => void;
};

const termsInWords = ({ kind, stillValid, heldYears, basis }: ToldStep): string =>
  [
    kind ?? '',
    stillValid ? '须在有效期内' : '曾经获得即可',
    ...(heldYears > 0 ? [`获得满 ${heldYears} 年`] : []),
    ...(basis ? [basis] : []),
  ]
    .filter((word) => word !== '')
    .join('，');

/** 前后各级: the steps that lead to an award and on from it, to change, take out and add to. */
export const StepList = ({ view, awardId, onChoose, onAsk }: StepListProps) => {
  const names = new Map(view.nodes.map(({ id, name }) => [id, name]));
  const remove = useTell(api.awards.removeStep.mutate, {
    changes: ['cultivation', 'ledgers'],
    onDone: (_, { id }) =>
      showUndo('已去掉这一级', () => api.awards.restoreStep.mutate({ id }).catch(showFailure)),
  });
  const part = (
    title: string,
    steps: readonly ToldStep[],
    far: 'fromId' | 'toId',
    more: AskedStep,
  ) => (
    <section aria-label={title}>
      <Group justify="space-between" mt="sm">
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconPlus size="0.9rem" aria-hidden />}
          onClick={() => onAsk(more)}
        >
          加一级
        </Button>
      </Group>
      {steps.length === 0 && (
        <Text size="xs" c="dimmed">
          没有
        </Text>
      )}
      {steps.map((step) => {
        const name = names.get(step[far]) ?? '';
        return (
          <div key={step.id} className={classes.firm}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <UnstyledButton className={classes.link} onClick={() => onChoose(step[far])}>
                {name}
              </UnstyledButton>
              <Group gap={2} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`修改 ${name}`}
                  onClick={() => onAsk({ step })}
                >
                  <IconPencil size="1rem" aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`去掉 ${name}`}
                  onClick={() => remove.mutate({ id: step.id })}
                >
                  <IconTrash size="1rem" aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
            <Text size="xs" c="dimmed">
              {termsInWords(step)}
            </Text>
          </div>
        );
      })}
    </section>
  );
  return (
    <>
      <Text fw={600}>{names.get(awardId)}</Text>
      {part(
        '上面：可以冲刺的奖项',
        view.steps.filter(({ fromId }) => fromId === awardId),
        'toId',
        { fromId: awardId, toId: null },
      )}
      {part(
        '下面：先要获得的奖项',
        view.steps.filter(({ toId }) => toId === awardId),
        'fromId',
        { fromId: null, toId: awardId },
      )}
    </>
  );
};
