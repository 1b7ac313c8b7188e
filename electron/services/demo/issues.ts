import { issue } from '#db/schema/visits.ts';
import type { Door } from '#db/write.ts';
import type { Chance } from '#shared/chance.ts';
import { dayAfter } from '#shared/dates.ts';
import type { FirmOpinion, IssueAction } from '#shared/issue-course.ts';
import { addWorkingDays, type HolidayTable } from '#shared/working-days.ts';
import { deriveId } from '#sync/seal.ts';
import { officers } from './cultivation.ts';
import type { DemoFirm } from './frame.ts';
import { type DemoRow, rowOf } from './rows.ts';
import type { DemoVisit } from './visits.ts';

/** The issues of the first quarter: 141 registered, 128 solved with the firm's yes, 11 in hand, 2 elsewhere. */

type Kind = {
  readonly registered: number;
  readonly solved: number;
  readonly unit: string;
  readonly contents: readonly string[];
  readonly answer: string;
};

const kinds: Readonly<Record<string, Kind>> = {
  质量: {
    registered: 42,
    solved: 38,
    unit: '质量发展科',
    contents: ['新产品出厂检验项目不全，缺少检测设备', '原材料批次不稳，成品合格率下降'],
    answer: '已联系检测院开放实验室，并指导完善进货检验制度',
  },
  计量: {
    registered: 34,
    solved: 31,
    unit: '计量科',
    contents: ['压力表到期未检，停产送检影响交货', '电子汽车衡示值与客户不符'],
    answer: '已安排上门检定，出具证书',
  },
  标准化: {
    registered: 30,
    solved: 27,
    unit: '标准化科',
    contents: ['企业标准与新国标不一致，不知如何修订', '想参与行业标准起草，找不到渠道'],
    answer: '已提供新旧标准对照，协助完成企业标准修订和公开',
  },
  特种设备: {
    registered: 26,
    solved: 24,
    unit: '特种设备科',
    contents: ['叉车作业人员证件到期，集中复审名额不足', '锅炉定期检验时间与生产旺季冲突'],
    answer: '已协调检验机构调整时间，复审名额已解决',
  },
  其他: {
    registered: 9,
    solved: 8,
    unit: '综合服务中心',
    contents: ['商标被外地企业近似使用', '申报奖励资金的流程不清楚'],
    answer: '已当面讲解流程并指导准备材料',
  },
};

const channels = ['走访', '走访', '走访', '热线', '企业自报'] as const;

type Said = Readonly<Record<string, string | null>>;
type Way = readonly (readonly [action: IssueAction, on: string, said?: Said])[];

type DemoIssue = {
  readonly id: string;
  readonly firm: DemoFirm;
  readonly visit: DemoVisit | null;
  readonly type: string;
  readonly content: string;
  readonly channel: string;
  readonly raisedOn: string;
  readonly raisedTime: string;
  readonly unit: string;
  readonly registrar: string;
  readonly handler: string;
  readonly assigned: boolean;
  readonly long: boolean;
};
export type DemoIssues = {
  readonly issues: readonly DemoIssue[];
  readonly steps: readonly DemoRow[];
};

export const issuesOf = (
  visits: readonly DemoVisit[],
  { chance, year, holidays }: { chance: Chance; year: number; holidays: HolidayTable },
): DemoIssues => {
  const issues: DemoIssue[] = [];
  const steps: DemoRow[] = [];
  // Raised early enough in the quarter that what is settled at all is settled within it.
  const early = visits.filter(({ visitedOn }) => visitedOn <= `${year}-03-16`);
  const births = chance.shuffled(early);
  let nth = 0;
  const workday = (from: string, n: number): string => addWorkingDays(from, n, holidays);

  for (const [type, { registered, solved, unit, contents, answer }] of Object.entries(kinds))
    for (let at = 0; at < registered; at += 1) {
      const visit = births[nth % births.length] as DemoVisit;
      const channel = channels[nth % channels.length] ?? '走访';
      const handler = officers[(nth * 7) % officers.length] as string;
      const assigned = nth % 2 === 0;
      const raised = visit.visitedOn;
      const rest = at - solved;
      const transferred = rest === 0 && (type === '质量' || type === '其他');
      const id = deriveId('issue', `demo ${year} ${nth}`);
      issues.push({
        id,
        firm: visit.firm,
        visit: channel === '走访' ? visit : null,
        type,
        content: contents[nth % contents.length] ?? '',
        channel,
        raisedOn: raised,
        raisedTime: visit.startAt,
        unit,
        registrar: visit.people[0] ?? handler,
        handler: assigned ? handler : (visit.people[0] ?? handler),
        assigned,
        long: rest > 2,
      });
      const accepted: Way = [
        ['联系企业', raised, { atTime: visit.startAt, text: '电话了解情况' }],
        ['受理', raised],
        ...(assigned
          ? ([['交办', workday(raised, 1), { toUnit: unit, toPerson: handler }]] as const)
          : []),
      ];
      const inHand: Way = [...accepted, ['办理中', workday(raised, 1)]];
      const yes: FirmOpinion = '认可';
      const settled = (): Way => {
        const again = nth % 16 === 5;
        const first = workday(raised, chance.between(2, 3));
        const second = again ? workday(first, 2) : first;
        return [
          ...inHand,
          ...(nth % 9 === 4 ? ([['协调', first, { text: '与检测机构协调' }]] as const) : []),
          ['答复', first, { text: answer, docNo: assigned ? `答〔${year}〕${nth + 1}号` : null }],
          ...(again
            ? ([
                ['企业评价', first, { opinion: '不认可', text: '只给了说明，没有解决' }],
                ['答复', second, { text: `${answer}，并已现场处理` }],
              ] as const)
            : []),
          ['企业评价', workday(second, 1), { opinion: yes, firmPerson: '企业负责人' }],
          ['销号', workday(second, chance.between(1, 2))],
        ];
      };
      const open: readonly Way[] = [
        inHand,
        [...inHand, ['上报', workday(raised, 3), { text: '需省院支持，报市局' }]],
        [
          ...inHand,
          [
            '阶段答复',
            workday(raised, 3),
            { text: '已列入计划，月底前给出方案', dueOn: dayAfter(raised, 40) },
          ],
        ],
        [...inHand, ['答复', workday(raised, 4), { text: answer }]],
      ];
      const away: Way = [
        ...accepted.slice(0, 2),
        ['转办', workday(raised, 1), { toUnit: '县经信局', text: '属产业扶持事项' }],
      ];
      const way = rest < 0 ? settled() : transferred ? away : (open[nth % open.length] ?? inHand);
      let afterId: string | null = null;
      for (const [action, onDate, said] of way) {
        const step: DemoRow = rowOf('issue_step', id, {
          ...{ afterId, action, onDate, person: assigned ? handler : (visit.people[0] ?? null) },
          ...said,
        });
        afterId = step.id;
        steps.push(step);
      }
      nth += 1;
    }
  return { issues, steps };
};

/** Writes the issues as they were registered; their steps are rows of a ledger. */
export const putIssues = (door: Door, { issues }: DemoIssues, year: number): void => {
  for (const [nth, one] of issues.entries())
    door.insert(issue, {
      ...{ id: one.id, enterpriseId: one.firm.id, visitId: one.visit?.id ?? null },
      ...{ type: one.type, content: one.content, channel: one.channel },
      ...{ raisedOn: one.raisedOn, raisedTime: one.raisedTime },
      number: `${year}-DEMO-${String(nth + 1).padStart(3, '0')}`,
      urgency: nth % 11 === 0 ? '紧急' : '一般',
      term: one.long ? '长期' : '短期',
      raisedBy: one.visit === null ? '企业来电人' : null,
      registrar: one.registrar,
      handlerUnit: one.assigned ? one.unit : null,
      handler: one.handler,
    });
};
