import { Button, Group, Modal, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { tiers } from '#shared/enterprises.ts';
import type { FirmChoice } from '#shared/firm-list.ts';
import { peopleOf } from '#shared/people.ts';
import type { FillPlan, FillPreview, PlanAssignment, PlanSource } from '#shared/plan-views.ts';
import {
  type Quarter,
  quarterAfter,
  quarterFrom,
  quarterKey,
  quarterOf,
  quarterWords,
} from '#shared/quarters.ts';
import classes from './fill-dialog.module.css';

const sources = [
  { value: 'liaison', label: '联系企业人员名单' },
  { value: 'unvisited', label: '上季度未走访的' },
  { value: 'all', label: '上季度计划全部' },
  { value: 'key', label: '领军、骨干企业' },
  { value: 'growing', label: '成长、储备企业' },
  { value: 'brands', label: '品牌企业（名牌在有效期内）' },
  { value: 'cultivation', label: '本年度培育计划' },
] as const;
export type FillSource = (typeof sources)[number]['value'];

const assignments = [
  { value: 'liaison', label: '各企业的联系人' },
  { value: 'before', label: '原计划的走访人' },
  { value: 'person', label: '指定一人（或几人一起）' },
  { value: 'evenly', label: '均分给几个人' },
  { value: 'nobody', label: '先不分派' },
] as const;
type By = (typeof assignments)[number]['value'];

const sourceOf = (kind: FillSource, quarter: Quarter): PlanSource => {
  const from = quarterAfter(quarter, -1);
  switch (kind) {
    case 'liaison':
      return { kind, person: null };
    case 'unvisited':
    case 'all':
      return { kind: 'quarter', from, what: kind, deferred: false };
    case 'key':
      return { kind: 'tiers', tiers: [tiers[0], tiers[1]] };
    case 'growing':
      return { kind: 'tiers', tiers: [tiers[2], tiers[3]] };
    default:
      return { kind };
  }
};

/** @returns null while nobody is named who must be */
const assignmentOf = (by: By, names: string): PlanAssignment | null => {
  const people = peopleOf(names);
  if (by === 'person') return people.length === 0 ? null : { by, person: people.join('、') };
  if (by === 'evenly') return people.length === 0 ? null : { by, people };
  return { by };
};

/** This quarter and those people plan for. */
const quartersAround = (shown: Quarter): { value: string; label: string }[] => {
  const now = quarterOf(today());
  const keys = [-1, 0, 1, 2, 3, 4].map((by) => quarterKey(quarterAfter(now, by)));
  return [...new Set([quarterKey(shown), ...keys])].sort().map((key) => ({
    value: key,
    label: quarterWords(quarterFrom(key) ?? now),
  }));
};

const Preview = ({ preview }: { readonly preview: FillPreview }) => {
  const { found, already, gone, added, shares, weeks } = preview;
  const named = shares.filter(({ person }) => person !== null);
  const nobody = shares.find(({ person }) => person === null)?.firms ?? 0;
  return (
    <div className={classes.preview} role="status">
      <p>
        找到 {found} 家，<strong>将列入 {added} 家</strong>
        {already > 0 && `；${already} 家已在计划内，不变`}
        {gone > 0 && `；${gone} 家失联、注销等，不列入`}
        {weeks > 0 && added > 0 && `；分到 ${weeks} 周`}。
      </p>
      {named.length > 0 && (
        <p>{named.map(({ person, firms }) => `${person} ${firms} 家`).join('、')}</p>
      )}
      {nobody > 0 && <p>{nobody} 家没有走访人，列入后再分派。</p>}
    </div>
  );
};

type FillDialogProps = {
  readonly quarter: Quarter;
  /** Firms ticked elsewhere; null where a source is chosen here. */
  readonly choice: { readonly firms: FirmChoice; readonly count: number } | null;
  readonly first?: FillSource;
  readonly people: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (quarter: Quarter) => void;
};

/** 列入走访计划: which firms, whose they become, by when; what it would do is shown before it is done. */
export const FillDialog = (props: FillDialogProps) => {
  const { choice, first = 'liaison', people, onClose, onDone } = props;
  const [quarter, setQuarter] = useState(props.quarter);
  const [source, setSource] = useState<FillSource>(first);
  const [by, setBy] = useState<By>(first === 'unvisited' ? 'before' : 'liaison');
  const [names, setNames] = useState('');
  const [times, setTimes] = useState(1);
  const [spread, setSpread] = useState<FillPlan['spread']>('end');
  const [purpose, setPurpose] = useState('');
  const ofBefore = choice === null && (source === 'unvisited' || source === 'all');
  const assign = assignmentOf(by === 'before' && !ofBefore ? 'liaison' : by, names);
  const wish: FillPlan = {
    ...quarter,
    source: choice === null ? sourceOf(source, quarter) : { kind: 'firms', choice: choice.firms },
    assign: assign ?? { by: 'nobody' },
    ...{ times, spread, purpose },
  };
  const preview = useAsk('visits', 'fillPreview', wish, api.visitPlans.previewFill.query, {
    keep: true,
  });
  const undo = useTell(api.visitPlans.undo.mutate, {
    onDone: ({ restored }) => showDone(`已撤销：${restored} 家不再列入`),
  });
  const fill = useTell(api.visitPlans.fill.mutate, {
    onDone: ({ firms, run }) => {
      const words = `${quarterWords(quarter)}走访计划：已列入 ${firms} 家`;
      if (run === null) showDone(words);
      else showUndo(words, () => undo.mutate({ id: run }));
      onDone(quarter);
      onClose();
    },
  });
  const needsNames = by === 'person' || by === 'evenly';
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={choice === null ? '列入走访计划' : `把 ${choice.count} 家企业列入走访计划`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          fill.mutate(wish);
        }}
      >
        <div className={classes.fields}>
          <Select
            label="季度"
            allowDeselect={false}
            data={quartersAround(props.quarter)}
            value={quarterKey(quarter)}
            onChange={(key) => setQuarter(quarterFrom(key) ?? quarter)}
          />
          {choice === null && (
            <Select
              label="企业来源"
              allowDeselect={false}
              data={[...sources]}
              value={source}
              onChange={(next) => {
                const found = sources.find(({ value }) => value === next)?.value ?? source;
                setSource(found);
                if (found === 'unvisited' || found === 'all') setBy('before');
              }}
            />
          )}
          <Select
            label="走访人"
            allowDeselect={false}
            data={assignments.filter(({ value }) => value !== 'before' || ofBefore)}
            value={by === 'before' && !ofBefore ? 'liaison' : by}
            onChange={(next) => setBy(assignments.find(({ value }) => value === next)?.value ?? by)}
          />
          {needsNames && (
            <TextInput
              label={by === 'evenly' ? '均分给' : '姓名'}
              placeholder="几个人用顿号隔开"
              description={people.length > 0 ? `已有：${people.slice(0, 8).join('、')}` : undefined}
              required
              value={names}
              onChange={(event) => setNames(event.currentTarget.value)}
            />
          )}
          <NumberInput
            label="计划次数"
            min={1}
            max={90}
            suffix=" 次"
            value={times}
            onChange={(next) => typeof next === 'number' && next >= 1 && setTimes(next)}
          />
          <Select
            label="完成期限"
            allowDeselect={false}
            data={[
              { value: 'end', label: '季末以前' },
              { value: 'weeks', label: '均匀分到余下各周' },
            ]}
            value={spread}
            onChange={(next) => setSpread(next === 'weeks' ? 'weeks' : 'end')}
          />
          <TextInput
            className={classes.wide}
            label="走访事由"
            placeholder="如：问质量提升需求、申报动员"
            value={purpose}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
        </div>
        {preview.isError && (
          <FailureNote error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {assign === null ? (
          <Text size="sm" c="dimmed" mt="md">
            请填写走访人的姓名。
          </Text>
        ) : (
          preview.data && <Preview preview={preview.data} />
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            type="submit"
            loading={fill.isPending}
            disabled={assign === null || preview.isPlaceholderData || !preview.data?.added}
          >
            {preview.data && assign !== null && !preview.isPlaceholderData
              ? `列入 ${preview.data.added} 家`
              : '列入'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
};
