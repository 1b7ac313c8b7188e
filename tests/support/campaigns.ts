import { randomUUID } from 'node:crypto';
import { writeChosen } from '#shared/campaigns/answer-text.ts';
import {
  blankColumn,
  blankQuestion,
  type QuestionSheet,
} from '#shared/campaigns/question-sheet.ts';
import type { SaveCampaign } from '#shared/campaigns/views.ts';

/** A question sheet with a kind of each, and a condition. */
export const staffSheet: QuestionSheet = {
  questions: [
    { ...blankQuestion('head', 'note'), label: '一、基本情况' },
    {
      ...blankQuestion('staff', 'number'),
      label: '质量人员数',
      required: true,
      figure: { unit: '人', decimals: 0, min: 0, max: 5_000 },
    },
    {
      ...blankQuestion('has', 'choice'),
      label: '是否设首席质量官',
      required: true,
      options: [
        { id: 'yes', label: '已设' },
        { id: 'no', label: '未设' },
      ],
    },
    {
      ...blankQuestion('who', 'text'),
      label: '首席质量官姓名',
      required: true,
      showIf: { question: 'has', op: 'is', value: 'yes' },
    },
    {
      ...blankQuestion('needs', 'choices'),
      label: '希望得到的帮助',
      other: true,
      options: [
        { id: 'train', label: '培训' },
        { id: 'lab', label: '检测' },
      ],
    },
    { ...blankQuestion('where', 'text'), label: '厂址', prefill: 'address' },
    {
      ...blankQuestion('lines', 'table'),
      label: '生产线',
      addRows: true,
      rows: [{ id: 'main', label: '主线' }],
      columns: [
        { ...blankColumn('name'), label: '名称' },
        {
          ...blankColumn('cap'),
          label: '产能',
          kind: 'number',
          figure: { unit: '吨', decimals: 1, min: null, max: null },
        },
      ],
    },
    { ...blankQuestion('gate', 'photo'), label: '厂门照片' },
  ],
};

export const newCampaign = (more: Partial<SaveCampaign> = {}): SaveCampaign => ({
  id: randomUUID(),
  title: '首席质量官调研',
  purpose: '摸清底数',
  startsOn: '2026-03-01',
  endsOn: '2026-03-31',
  lead: '质量科',
  sheet: staffSheet,
  ...more,
});

/** 已设 or 未设, as the form writes it. */
export const chose = (id: 'yes' | 'no'): string =>
  writeChosen([{ id, words: id === 'yes' ? '已设' : '未设' }], []);
