import { defineLedger } from './ledger.ts';

/** Services a section can promise; words of its own beside. */
export const promisedServices = [
  '质量',
  '计量',
  '标准化',
  '特种设备',
  '认证认可',
  '检验检测',
  '品牌与知识产权',
  '政策宣传',
  '申报指导',
] as const;

/** What a section promises a brand firm for a time (跟踪服务协议). */
export const agreement = defineLedger({
  name: 'agreement',
  label: '跟踪服务协议',
  counter: '份',
  parent: 'enterprise',
  tab: '培育申报',
  fields: [
    { key: 'agreementNo', label: '协议编号', kind: 'text', max: 100 },
    { key: 'section', label: '服务科室', kind: 'text', max: 100, required: true },
    { key: 'contact', label: '服务联系人', kind: 'text', max: 100 },
    { key: 'phone', label: '服务电话', kind: 'text', max: 40, sensitive: true },
    {
      key: 'services',
      label: '服务项目',
      kind: 'choices',
      vocabulary: promisedServices,
      open: true,
    },
    { key: 'terms', label: '约定内容', kind: 'longText', max: 4_000, hint: '每条一行' },
    {
      key: 'visitsPerYear',
      label: '每年上门',
      kind: 'integer',
      unit: '天',
      min: 0,
      max: 366,
      hint: '承诺每年上门服务的天数',
    },
    { key: 'validFrom', label: '协议起', kind: 'day', required: true },
    { key: 'validTo', label: '协议止', kind: 'day', required: true },
    { key: 'signedOn', label: '签订日期', kind: 'day' },
    { key: 'firmSigner', label: '企业签订人', kind: 'text', max: 100 },
  ],
  list: ['agreementNo', 'section', 'contact', 'validFrom', 'validTo', 'signedOn'],
  order: ['-validFrom'],
  sameBy: ['section', 'validFrom'],
  titleBy: ['section', 'validFrom'],
  period: 'validFrom',
  validity: { from: 'validFrom', to: 'validTo', word: '到期' },
  counters: [
    { key: 'agreements', label: '跟踪服务协议', unit: '件', count: 'rows', period: 'signedOn' },
  ],
});
