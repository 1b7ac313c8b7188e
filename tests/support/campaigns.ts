import { randomUUID } from 'node:crypto';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { openReturn, saveReturn } from '#services/campaign-filling.ts';
import { addFirms } from '#services/campaign-firms.ts';
import { publishVersion } from '#services/campaign-versions.ts';
import { saveCampaign } from '#services/campaigns.ts';
import { writeChosen } from '#shared/campaigns/answer-text.ts';
import {
  blankColumn,
  blankQuestion,
  type QuestionSheet,
} from '#shared/campaigns/question-sheet.ts';
import type { SaveCampaign, SaveReturn } from '#shared/campaigns/views.ts';
import { desk, officer } from './applications.ts';
import type { Replica } from './replica.ts';

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
      showIf: { join: 'all', of: [{ question: 'has', op: 'is', value: 'yes' }] },
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

export const firmId = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

/** A laptop with three firms on file. */
export const seated = (name: string, start?: string): Replica => {
  const replica = officer(name, start);
  write(replica.store, { actor: name, purpose: '新增企业' }, (door) => {
    for (const [n, firm, township] of [
      [1, '甲厂', '湖口镇'],
      [2, '乙厂', '湖口镇'],
      [3, '丙厂', '东门镇'],
    ] as const)
      door.insert(enterprise, { id: firmId(n), name: firm, township, address: `${firm}路 1 号` });
  });
  return replica;
};

/** A published campaign over the firms of `seated`. */
export const underWay = (who: Replica, more: Parameters<typeof newCampaign>[0] = {}) => {
  const { id } = saveCampaign(desk(who), newCampaign(more));
  publishVersion(desk(who), id);
  const { ids } = addFirms(desk(who), {
    id,
    choice: { ids: [firmId(1), firmId(2), firmId(3)] },
    asker: { person: '张三' },
  });
  return { id, returns: ids as [string, string, string] };
};

export const fill = (
  who: Replica,
  id: string,
  said: Readonly<Record<string, string>>,
  complete = false,
  facts: SaveReturn['facts'] = [],
) => {
  const { answers, version, answeredBy, visitId } = openReturn(desk(who), id);
  return saveReturn(desk(who), {
    ...{ id, base: answers, answers: { ...answers, ...said }, answeredBy, visitId },
    ...{ complete, facts },
    versionId: version?.id ?? '',
  });
};
