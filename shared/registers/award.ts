import { defineLedger } from './ledger.ts';

/**
 * The award catalogue (奖项目录): what there is to be reached. Nothing of it is in the program: it comes
 * as a pack from a file or from the office above, and people edit it.
 */

/** What an edition or a version is in; only a draft may still be changed. */
export const editionStates = ['草稿', '启用', '停用'] as const;

export const awardLevels = ['国家', '省', '市', '县', '行业'] as const;
export const awardTracks = [
  '质量奖',
  '品牌',
  '区域品牌',
  '地理标志',
  '标准',
  '计量',
  '认证',
  '企业类',
] as const;
export const awardObjects = ['企业', '产品', '个人', '区域'] as const;

const monthDay = (value: string | number): string | null =>
  /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(String(value)) ? null : '应写成月-日，如 06-01';

export const award = defineLedger({
  name: 'award',
  label: '奖项',
  counter: '项',
  parent: null,
  tab: null,
  fields: [
    {
      key: 'code',
      label: '奖项代码',
      kind: 'text',
      max: 60,
      required: true,
      hint: '本机和上级都用它认出同一个奖项，用小写字母、数字和短横',
      rule: (value) =>
        /^[a-z0-9][a-z0-9-]*$/.test(String(value)) ? null : '只能用小写字母、数字和短横',
    },
    { key: 'name', label: '奖项名称', kind: 'text', required: true, synonyms: ['奖项'] },
    {
      key: 'aliases',
      label: '又名',
      kind: 'longText',
      max: 1_000,
      hint: '用顿号分开；荣誉台账里写这些名称的，都算这个奖项',
    },
    { key: 'level', label: '级别', kind: 'choice', vocabulary: awardLevels, open: true },
    { key: 'track', label: '类别', kind: 'choice', vocabulary: awardTracks, open: true },
    { key: 'object', label: '授予对象', kind: 'choice', vocabulary: awardObjects },
    { key: 'organiser', label: '主办单位', kind: 'text' },
    { key: 'legalBasis', label: '依据', kind: 'longText', max: 1_000 },
    { key: 'cycle', label: '评选周期', kind: 'text', max: 60, hint: '如：每年、每两年' },
    { key: 'validityYears', label: '有效年限', kind: 'integer', unit: '年', min: 0, max: 99 },
    {
      key: 'windowOpen',
      label: '常年申报起（月-日）',
      kind: 'text',
      max: 5,
      rule: monthDay,
      hint: '有当年通知的，以申报窗口为准',
    },
    { key: 'windowClose', label: '常年申报止（月-日）', kind: 'text', max: 5, rule: monthDay },
    { key: 'quota', label: '名额', kind: 'text', hint: '如：10 家以内' },
    { key: 'predecessorId', label: '前身', kind: 'reference', to: 'award' },
    { key: 'successorId', label: '后续奖项', kind: 'reference', to: 'award' },
    { key: 'activeFrom', label: '设立日期', kind: 'day' },
    { key: 'activeTo', label: '终止日期', kind: 'day', hint: '仍在评选的留空' },
    {
      key: 'bearerLabel',
      label: '获奖后宣传',
      kind: 'choice',
      vocabulary: ['可用于宣传', '有效期内可用', '不得使用', '按办法规定'],
      open: true,
    },
    {
      key: 'linkOnly',
      label: '其他部门主管',
      kind: 'flag',
      hint: '只登记和提醒，本局不组织申报',
    },
    { key: 'pack', label: '目录包', kind: 'text', max: 100 },
    { key: 'packVersion', label: '目录包版本', kind: 'text', max: 60 },
  ],
  list: ['name', 'level', 'track', 'object', 'cycle', 'validityYears', 'organiser', 'activeTo'],
  order: ['track', 'level', 'code'],
  sameBy: ['code'],
  titleBy: ['name'],
  validity: { from: 'activeFrom', to: 'activeTo', word: '终止' },
  counters: [{ key: 'awards', label: '奖项', unit: '项', count: 'rows' }],
});

/** One edition of an award's rules (实施细则): conditions and dossier hang on it, applications name it. */
export const awardEdition = defineLedger({
  name: 'award_edition',
  label: '奖项版本',
  counter: '版',
  parent: 'award',
  tab: null,
  // The state is the service's to set (启用 seals what hangs on it); a draft's other cells are free.
  fixedOnce: { where: 'self', key: 'state', draft: '草稿' },
  fields: [
    { key: 'edition', label: '版本', kind: 'text', max: 60, required: true, hint: '如：2022 年版' },
    { key: 'state', label: '版本状态', kind: 'choice', vocabulary: editionStates },
    { key: 'validFrom', label: '适用自', kind: 'day' },
    { key: 'validTo', label: '适用至', kind: 'day' },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
    { key: 'noticeDays', label: '公示工作日', kind: 'integer', unit: '天', min: 0, max: 365 },
    { key: 'schemeVersionId', label: '评分方案', kind: 'reference', to: 'scheme_version' },
    { key: 'publishedOn', label: '启用日期', kind: 'day' },
    {
      key: 'digest',
      label: '启用时的摘要',
      kind: 'text',
      max: 64,
      hint: '启用时由程序算出，用来发现启用后的改动',
    },
    { key: 'copiedFromId', label: '沿用自', kind: 'reference', to: 'award_edition' },
  ],
  list: ['edition', 'state', 'validFrom', 'validTo', 'docNo'],
  order: ['-validFrom', '-edition'],
  sameBy: ['edition'],
  titleBy: ['edition'],
  validity: { from: 'validFrom', to: 'validTo', word: '版本到期' },
  counters: [{ key: 'editions', label: '奖项版本', unit: '个', count: 'rows' }],
});

/** When an award may be applied for in a year, as its notice says. */
export const awardWindow = defineLedger({
  name: 'award_window',
  label: '申报窗口',
  counter: '次',
  parent: 'award',
  tab: null,
  fields: [
    { key: 'year', label: '年度', kind: 'year', required: true },
    { key: 'opensOn', label: '申报起', kind: 'day' },
    { key: 'closesOn', label: '申报止', kind: 'day' },
    { key: 'quota', label: '名额', kind: 'integer', unit: '个', min: 0 },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
    { key: 'reviewFrom', label: '评审起', kind: 'day' },
    { key: 'reviewTo', label: '评审止', kind: 'day' },
  ],
  list: ['year', 'opensOn', 'closesOn', 'reviewFrom', 'reviewTo', 'quota', 'docNo'],
  order: ['-year'],
  sameBy: ['year'],
  titleBy: ['year'],
  period: 'year',
  validity: { from: 'opensOn', to: 'closesOn', word: '申报截止' },
  counters: [{ key: 'windows', label: '申报窗口', unit: '次', count: 'rows', period: 'year' }],
});

/** What an award brings: who pays how much (奖励办法). */
export const awardReward = defineLedger({
  name: 'award_reward',
  label: '奖励规定',
  counter: '条',
  parent: 'award',
  tab: null,
  fields: [
    {
      key: 'payer',
      label: '奖励层级',
      kind: 'choice',
      vocabulary: ['国家', '省', '市', '县'],
      open: true,
      required: true,
    },
    { key: 'fromYear', label: '起始年度', kind: 'year', required: true },
    { key: 'toYear', label: '终止年度', kind: 'year' },
    { key: 'amount', label: '奖励金额', kind: 'money', unit: '万元', scale: 4, min: 0 },
    {
      key: 'grade',
      label: '等次',
      kind: 'text',
      max: 60,
      hint: '如：金奖、提名奖；不分等次的留空',
    },
    { key: 'highestOnly', label: '多项取最高', kind: 'flag' },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
    { key: 'deadline', label: '申领期限', kind: 'text', max: 100 },
  ],
  list: ['payer', 'grade', 'fromYear', 'toYear', 'amount', 'highestOnly', 'docNo'],
  order: ['-fromYear', 'payer'],
  sameBy: ['payer', 'fromYear', 'grade'],
  titleBy: ['payer', 'grade', 'fromYear'],
  period: 'fromYear',
  counters: [{ key: 'rewards', label: '奖励规定', unit: '条', count: 'rows' }],
});

export const stepKinds = ['必须先获得', '优先推荐', '自然升级'] as const;

/** A step of a ladder (培育阶梯): who holds the lower award may go for the upper one. */
export const awardStep = defineLedger({
  name: 'award_step',
  label: '培育阶梯',
  counter: '级',
  parent: null,
  tab: null,
  // A step must not lead back: electron/services/ladder-steps.ts.
  writtenBy: 'room',
  fields: [
    { key: 'fromId', label: '已获奖项', kind: 'reference', to: 'award', required: true },
    { key: 'toId', label: '下一级奖项', kind: 'reference', to: 'award', required: true },
    { key: 'ladder', label: '阶梯', kind: 'text', max: 60, hint: '如：质量奖、品牌' },
    {
      key: 'kind',
      label: '前提',
      kind: 'choice',
      vocabulary: stepKinds,
      hint: '必须先获得：没有下级奖项不能申报',
    },
    {
      key: 'stillValid',
      label: '须在有效期内',
      kind: 'flag',
      hint: '否：曾经获得即可',
    },
    { key: 'heldYears', label: '获得满', kind: 'integer', unit: '年', min: 0, max: 30 },
    { key: 'basis', label: '依据', kind: 'text' },
  ],
  list: ['ladder', 'kind', 'stillValid', 'heldYears', 'basis'],
  order: ['ladder'],
  sameBy: ['fromId', 'toId'],
  titleBy: ['ladder'],
  counters: [{ key: 'steps', label: '阶梯', unit: '个', count: 'rows' }],
});
