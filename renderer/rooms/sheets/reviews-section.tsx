import { ActionIcon, Button, Group, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { readDay } from '#renderer/parts/day-text.ts';
import { formatDay, today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { Sheet } from '#shared/sheets.ts';
import type { PendingForm, SheetForm } from './sheet-form.ts';
import paper from './sheet-paper.module.css';
import classes from './signing.module.css';

type Review = NonNullable<PendingForm['review']>;

type FormProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheetId: string;
  readonly review: Review;
};

const withReview = (form: SheetForm, review: Review | null): SheetForm => ({
  ...form,
  pending: { ...form.pending, review },
});

/** One meeting. What is typed is part of the sheet's draft, so that it outlives a crash. */
const ReviewForm = ({ kept, sheetId, review }: FormProps) => {
  const client = useQueryClient();
  const [tried, setTried] = useState(false);
  const put = (part: Partial<Review>): void =>
    kept.amend((form) => withReview(form, { ...review, ...part }));
  const add = useTell(api.sheets.addReview.mutate, {
    onDone: (sheet) => {
      kept.amend((form) => withReview(form, null));
      client.setQueryData(['sheets', 'get', { id: sheetId }], sheet);
    },
  });
  const heldOn = readDay(review.heldOn, today());
  const isWhole = heldOn !== null && review.conclusions.trim() !== '';
  return (
    <form
      className={classes.form}
      data-screen-only
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isWhole || heldOn === null) return;
        const { id, people, conclusions } = review;
        add.mutate({ id, sheetId, heldOn, people: people.trim() || null, conclusions });
      }}
    >
      <div className={classes.line}>
        <DayInput
          label="会商日期"
          error={tried && heldOn === null && '请填写日期'}
          value={review.heldOn}
          onChange={(text) => put({ heldOn: text })}
        />
        <TextInput
          label="参加人"
          placeholder="用、隔开"
          value={review.people}
          onChange={(event) => put({ people: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="评议结论"
        autosize
        minRows={2}
        error={tried && review.conclusions.trim() === '' && '请填写评议结论'}
        value={review.conclusions}
        onChange={(event) => put({ conclusions: event.currentTarget.value })}
      />
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => kept.amend((form) => withReview(form, null))}>
          不记了
        </Button>
        <Button type="submit" loading={add.isPending}>
          记下会商
        </Button>
      </Group>
    </form>
  );
};

type ReviewsSectionProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheet: Sheet | null;
};

/** Meetings that looked at how the sheet is carried out. */
export const ReviewsSection = ({ kept, sheet }: ReviewsSectionProps) => {
  const { review } = kept.form.pending;
  const reviews = sheet?.reviews ?? [];
  const setRemoved = useTell(api.sheets.setReviewRemoved.mutate);
  const remove = (id: string): void =>
    setRemoved.mutate(
      { id, removed: true },
      {
        onSuccess: () =>
          showUndo('已删除一次会商', () => setRemoved.mutate({ id, removed: false })),
      },
    );
  return (
    <>
      {reviews.length > 0 && (
        <table className={paper.ruled} aria-label="会商评议">
          <colgroup>
            <col style={{ width: '7.5rem' }} />
            <col style={{ width: '14rem' }} />
            <col />
            <col style={{ width: '8rem' }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col">参加人</th>
              <th scope="col">评议结论</th>
              <th scope="col">记录人</th>
            </tr>
          </thead>
          <tbody>
            {reviews.map(({ id, heldOn, people, conclusions, recordedBy }) => (
              <tr key={id}>
                <td className={paper.fact}>{formatDay(heldOn)}</td>
                <td className={paper.fact}>{people ?? '—'}</td>
                <td className={paper.fact}>{conclusions}</td>
                <td className={paper.fact}>
                  <span className={classes.taken}>
                    {recordedBy}
                    <Tooltip label="删除这次会商">
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="sm"
                        data-screen-only
                        aria-label={`删除 ${formatDay(heldOn)} 的会商`}
                        onClick={() => remove(id)}
                      >
                        <IconX size="0.9rem" aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {review && sheet && <ReviewForm kept={kept} sheetId={sheet.id} review={review} />}
      {!review && (
        <div className={classes.foot} data-screen-only>
          <Button
            variant="default"
            size="compact-sm"
            disabled={sheet === null}
            leftSection={<IconPlus size="0.9rem" aria-hidden />}
            onClick={() =>
              kept.amend((form) =>
                withReview(form, {
                  ...{ id: crypto.randomUUID(), heldOn: today(), people: '', conclusions: '' },
                }),
              )
            }
          >
            记一次会商
          </Button>
          {sheet === null && <span className={classes.hint}>保存工作表后可记</span>}
        </div>
      )}
    </>
  );
};
