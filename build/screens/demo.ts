import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trustCardFile, writeCardFile } from '#services/cards.ts';
import { saveEnterprise } from '#services/enterprises.ts';
import { exportBundle } from '#services/export.ts';
import { importFile } from '#services/imports.ts';
import { keepFile } from '#services/keep-file.ts';
import { mergeBundle } from '#services/merge.ts';
import { addApproval, addProgress, addReview, issueSheet } from '#services/sheet-issuing.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { snapshotOf } from '#services/sheet-snapshot.ts';
import { saveVisit } from '#services/visits.ts';
import { localDate } from '#shared/clock.ts';
import type { measureStates, SaveSheet, sheetGrades } from '#shared/sheets.ts';
import { uuid } from '#sync/seal.ts';
import { firmId, introduce } from '#tests/support/county.ts';
import { type Device, newDevice, realClock } from '#tests/support/device.ts';
import { demoCreditCode, demoFirmName, rosterFixture } from '#tests/support/roster-fixtures.ts';
import { planDay } from './today.ts';

/** The county of the pictures: 300 firms, sheets, visits, a merged bundle, a receipt, a conflict. */

export const bureau = '澜溪县市场监督管理局';
export const cityBureau = '澜江市市场监督管理局';
/** The firm the pictures look into. */
export const firm = { id: firmId(23), name: demoFirmName(23) };

const year = new Date().getFullYear();
const dayFrom = (days: number): string => localDate(new Date(Date.now() + days * 86_400_000));

type Person = readonly [name: string, role: 'officer' | 'county' | 'city', office: string];
const open = (root: string, [person, role, officeName]: Person, name: string): Promise<Device> =>
  newDevice(
    join(root, name),
    { role, officeName, person, division: role === 'city' ? '3399' : '339921' },
    realClock(),
  );

const importRoster = ({ dir, desk }: Device, firms: number): void => {
  const { bytes, fileName } = rosterFixture('csv-utf8', firms);
  writeFileSync(`${dir}.csv`, bytes);
  importFile(desk(), { path: `${dir}.csv`, fileName, dryRun: false });
};

type Measure = readonly [
  task: string,
  goal: string,
  person: string,
  dueIn: number,
  state: (typeof measureStates)[number],
  progress?: string,
];

const writeSheet = (
  { desk }: Device,
  about: {
    readonly firm: number;
    readonly grade: (typeof sheetGrades)[number];
    readonly situation: string;
    readonly gap: string;
    readonly goal: string;
    readonly measures: readonly Measure[];
    readonly issued: boolean;
    /** Gaps, targets, results and answers of the sheet. */
    readonly parts?: Partial<SaveSheet>;
  },
): void => {
  const id = uuid();
  const measures = about.measures.map(([task, goal, person, dueIn, state]) => ({
    id: uuid(),
    person,
    duty: '联系企业，每月至少走访一次',
    goal,
    task,
    dueOn: dayFrom(dueIn),
    state,
  }));
  const { grade, situation, gap, goal } = about;
  const enterpriseId = firmId(about.firm);
  const words = { year, grade, situation, gap, goal };
  const snapshot = about.parts && snapshotOf(desk(), enterpriseId);
  saveSheet(desk(), { id, enterpriseId, ...words, snapshot, ...about.parts, measures });
  for (const [place, [, , , , , note]] of about.measures.entries()) {
    const measureId = measures[place]?.id;
    if (!measureId || !note) continue;
    const entry = { measureId, state: null, onDate: dayFrom(-20), percent: 40 };
    addProgress(desk(), { ...entry, id: uuid(), note: '已与企业对接，明确了责任人。' });
    addProgress(desk(), { ...entry, id: uuid(), onDate: dayFrom(-6), percent: 70, note });
  }
  if (about.issued) issueSheet(desk(), id);
  if (!about.parts) return;
  const conclusions = '计量台账已建，内审按期进行；同意按原计划申报，质量科再跑一次省院。';
  const people = '王科员、李科员、陈厂长';
  addReview(desk(), { id: uuid(), sheetId: id, heldOn: dayFrom(-10), people, conclusions });
  for (const [step, person, opinion] of [
    ['经办人', '王科员', '措施可行，建议签发'],
    ['科室负责人', '周科长', null],
  ] as const)
    addApproval(desk(), {
      ...{ id: uuid(), sheetId: id, step, verdict: '同意', opinion, person },
      ...{ onDate: dayFrom(-12), signature: null },
    });
};

const strategyParts = (): Partial<SaveSheet> => ({
  gaps: [
    {
      ...{ id: uuid(), indicator: '研发投入强度', unit: '%', own: '1.8', bench: '3.5' },
      ...{ benchName: '仙源特纸', gap: '相差 1.7，为标杆的 51.4%', origin: '对标分析' },
    },
    {
      ...{ id: uuid(), indicator: '发明专利', unit: '项', own: '1', bench: '≥ 3' },
      ...{ benchName: '中国名牌产品', gap: '未达到', origin: '申报条件' },
    },
  ],
  targets: [
    {
      ...{ id: uuid(), award: '中国名牌产品', product: '特种纸', plannedYear: year },
      ...{ goal: '材料一次通过形式审查', cultivationId: null },
    },
  ],
  results: [
    {
      ...{ id: uuid(), indicator: '一次交验合格率', unit: '%', before: '96.5', after: '98.2' },
      ...{ asOf: dayFrom(-5), effect: '退货较上年减少四成' },
    },
  ],
  answers: [
    { question: '重内轻外1', answer: '符合', remark: '没有用过技改补助' },
    { question: '重内轻外2', answer: '部分符合', remark: null },
    { question: '重短轻长1', answer: '部分符合', remark: '有三年规划，未分解' },
    { question: '重个轻合1', answer: '不符合', remark: null },
    { question: '障碍：人才缺乏', answer: '存在', remark: null },
  ],
});

const writeSheets = (device: Device): void => {
  writeSheet(device, {
    firm: 23,
    grade: 'A',
    situation: '特种纸年产 3.2 万吨，省名牌有效期内；检测室有 12 人，计量体系未确认。',
    gap: '对照中国名牌条件，缺计量检测体系确认和两项发明专利。',
    goal: `${year} 年申报中国名牌产品，计量体系通过确认。`,
    measures: [
      ['辅导建立计量台账', '通过计量检测体系确认', '王科员', 37, '推进中', '台账已建，待内审。'],
      ['协助整理申报材料', '材料一次通过形式审查', '李科员', 62, '未启动'],
      ['组织首席质量官培训', '首席质量官持证上岗', '王科员', -9, '推进中', '已报名下一期。'],
      ['对接省纸检院比对试验', '比对结果满意', '王科员', -40, '完成', '比对结果满意。'],
    ],
    parts: strategyParts(),
    issued: true,
  });
  writeSheet(device, {
    firm: 108,
    grade: 'B',
    situation: '水泥制品，市名牌；质量管理体系证书年内到期。',
    gap: '体系换证未启动，实验室能力不足。',
    goal: '年内完成换证，申报省名牌。',
    measures: [
      ['督促换证审核', '证书不断档', '李科员', 20, '推进中', '审核机构已受理。'],
      ['推荐检测设备目录', '实验室达到自检要求', '王科员', 75, '未启动'],
    ],
    issued: true,
  });
  writeSheet(device, {
    firm: 215,
    grade: 'C',
    situation: '纺织小厂，三年内两次抽检不合格。',
    gap: '无专职检验员，无执行标准备案。',
    goal: '抽检合格，建立出厂检验制度。',
    measures: [['帮助制定出厂检验规程', '规程上墙并执行', '王科员', 12, '未启动']],
    issued: false,
  });
};

type Photo = { readonly name: string; readonly buffer: Buffer };
type Visit = readonly [firm: number, daysAgo: number, types: string[], content: string];

const earlier: readonly Visit[] = [
  [108, 30, ['认证认可'], '体系证书年内到期，提醒提前三个月申请换证审核。'],
  [215, 24, ['质量', '标准化'], '抽检不合格后整改情况回访，出厂检验记录仍不全。'],
  [23, 21, ['计量', '申报指导'], '首次上门，介绍名牌申报条件，约定先补齐计量体系。'],
  [41, 15, ['特种设备'], '叉车两台登记证核对无误，司机证一人即将到期。'],
  [77, 11, ['政策宣传'], '发放质量奖励政策汇编，企业有意申报县长质量奖。'],
  [156, 8, ['检验检测', '质量'], '送检的两批次样品结果合格，帮助看懂检测报告。'],
];
const latest: readonly Visit[] = [
  [
    23,
    3,
    ['计量', '品牌/商标/知识产权'],
    '看了二号车间在线检测仪和天平室，核对计量台账；商标续展材料已备齐。',
  ],
];

const writeVisits = (device: Device, visits: readonly Visit[], photos: readonly Photo[]): void => {
  const { desk } = device;
  const store = ({ name, buffer }: Photo) => {
    const { path } = desk().shelf.reserve(name);
    writeFileSync(path, buffer);
    const { sha256 } = keepFile(desk().store, path, 'photo');
    return { id: uuid(), sha256, caption: name.replace('.jpg', ''), takenAt: null };
  };
  for (const [number, daysAgo, serviceTypes, content] of visits) {
    const ours = number === 23;
    saveVisit(desk(), {
      id: uuid(),
      enterpriseId: firmId(number),
      visitedOn: dayFrom(-daysAgo),
      startAt: ours ? '09:10' : null,
      endAt: ours ? '10:40' : null,
      place: ours ? '二号车间、天平室' : null,
      serviceTypes,
      purpose: null,
      content,
      findings: ours ? '在线检测仪检定周期已过两周。' : null,
      advice: null,
      firmPeople: ours ? '陈厂长、质检科张科长' : null,
      participants: ours ? ['王科员', '李科员'] : ['王科员'],
      issues: ours
        ? [{ id: uuid(), type: '计量', content: '在线检测仪超期未检定，请县检测中心安排上门' }]
        : [],
      photos: daysAgo === 3 ? photos.map(store) : photos.slice(0, number % 2).map(store),
    });
  }
};

const carry = async (from: Device, to: Device, path: string): Promise<string> => {
  await exportBundle(from.desk(), { to: to.desk().self.deviceId, path });
  await mergeBundle(to.desk(), { path, receiptPath: `${path}.receipt.qice` });
  return `${path}.receipt.qice`;
};

/**
 * Stores under `root`: `officer`, `county` and `city`, closed again, ready for a door each. Beside
 * them `next.qice`, which the county has not read yet, and `unknown.qice` by an officer whose card
 * (`stranger.qcard`) it has not trusted.
 */
export const makeDemo = async (root: string, photos: readonly Photo[]): Promise<void> => {
  const officer = await open(root, ['王科员', 'officer', '石桥市场监管所'], 'officer');
  const second = await open(root, ['赵科员', 'officer', '湖口市场监管所'], 'second');
  const stranger = await open(root, ['孙科员', 'officer', '塔前市场监管所'], 'stranger');
  const county = await open(root, ['李科长', 'county', bureau], 'county');
  const city = await open(root, ['陈处长', 'city', cityBureau], 'city');
  introduce(officer, county);
  introduce(second, county);
  introduce(county, city);

  importRoster(officer, 300);
  importRoster(second, 40);
  writeSheets(officer);
  writeVisits(officer, earlier, photos);
  planDay(officer, [firmId(23), firmId(108), firmId(215)]);
  // Two officers put the same firm into different places: both values stay.
  const contact = (device: Device, contactName: string, address: string): void => {
    const base = { id: firm.id, uscc: demoCreditCode(23), name: firm.name, formerNames: null };
    saveEnterprise(device.desk(), {
      ...base,
      ...{ type: '有限责任公司', legalRep: '陈厂长', foundedOn: '2003-04-08', scope: null },
      ...{ capitalText: '5000万元人民币', township: '石桥镇', address, contactName },
      ...{ contactPhone: '0570-7000023', status: '在业', tier: '骨干', note: null },
    });
  };
  contact(officer, '陈厂长', '澜江市澜溪县石桥镇工业路24号');
  contact(second, '陈经理', '澜江市澜溪县石桥镇造纸园区2号');
  const receipt = await carry(officer, county, join(root, '1.qice'));
  await carry(second, county, join(root, '2.qice'));
  await mergeBundle(county.desk(), { path: await carry(county, city, join(root, '3.qice')) });
  await mergeBundle(officer.desk(), { path: receipt });

  writeVisits(officer, latest, photos);
  await exportBundle(officer.desk(), { to: bureau, path: join(root, 'next.qice') });

  writeCardFile(stranger.desk(), join(root, 'stranger.qcard'));
  writeCardFile(county.desk(), join(root, 'county.qcard'));
  trustCardFile(stranger.desk(), join(root, 'county.qcard'), null);
  importRoster(stranger, 12);
  await exportBundle(stranger.desk(), { to: bureau, path: join(root, 'unknown.qice') });
  for (const device of [officer, second, stranger, county, city]) device.session.close();
};
