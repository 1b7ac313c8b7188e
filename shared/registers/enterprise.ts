import { checkCreditCode, orgCodeProblem } from '#shared/credit-code.ts';
import { enterpriseStatuses, tiers } from '#shared/enterprises.ts';
import {
  commonFields,
  defineLedger,
  type Field,
  type LedgerValue,
  type LedgerValues,
  type RowProblem,
} from './ledger.ts';

const flag = (key: string, label: string, synonyms: readonly string[]): Field => ({
  key,
  label,
  kind: 'flag',
  synonyms,
});

const problemsOf = ({
  orgCode,
  uscc,
  longitude,
  latitude,
  coordinates,
}: LedgerValues): RowProblem[] => {
  const written = typeof orgCode === 'string' ? orgCode.replace('-', '') : null;
  const inside = typeof uscc === 'string' && uscc.length === 18 ? uscc.slice(8, 17) : null;
  const odd = written === null ? null : orgCodeProblem(written);
  return [
    ...(odd === null
      ? []
      : [{ severity: 'warning' as const, keys: ['orgCode'], message: `组织机构代码${odd}` }]),
    ...(written !== null && inside !== null && written !== inside
      ? [
          {
            severity: 'warning' as const,
            keys: ['orgCode', 'uscc'],
            message: '组织机构代码与信用代码第9至17位不同',
          },
        ]
      : []),
    ...((typeof longitude === 'number' || typeof latitude === 'number') && !coordinates
      ? [
          {
            severity: 'warning' as const,
            keys: ['coordinates'],
            message: '请注明经纬度的坐标系',
          },
        ]
      : []),
  ];
};

/**
 * The facts of a firm itself, in the words of a ledger: the table is written by hand
 * (db/schema/enterprises.ts), labels, header words, kinds and rules are here.
 */
export const enterpriseFacts = defineLedger({
  name: 'enterprise',
  label: '企业',
  counter: '家',
  parent: null,
  tab: '基本信息',
  fields: [
    {
      key: 'uscc',
      label: '统一社会信用代码',
      kind: 'text',
      max: 40,
      synonyms: [
        '社会信用代码',
        '统一信用代码',
        '信用代码',
        '社会统一信用代码',
        '企业信用代码',
        '统一代码',
      ],
      rule: (value) => {
        const check = checkCreditCode(String(value));
        return check.ok ? null : check.reason;
      },
    },
    {
      key: 'name',
      label: '企业名称',
      kind: 'text',
      required: true,
      synonyms: ['单位名称', '公司名称', '企业全称', '市场主体名称', '主体名称', '企业名'],
    },
    { key: 'shortName', label: '简称', kind: 'text', max: 100, synonyms: ['企业简称'] },
    {
      key: 'formerNames',
      label: '曾用名',
      kind: 'text',
      max: 500,
      synonyms: ['曾用名称', '原企业名称', '原名称', '变更前名称'],
    },
    {
      key: 'orgCode',
      label: '组织机构代码',
      kind: 'text',
      max: 20,
      synonyms: ['机构代码', '组织代码'],
      hint: '九位，2015 年以前的资料里常用',
    },
    {
      key: 'type',
      label: '企业类型',
      kind: 'text',
      max: 100,
      synonyms: ['公司类型', '市场主体类型', '登记注册类型'],
    },
    {
      key: 'ownership',
      label: '所有制',
      kind: 'choice',
      vocabulary: ['国有', '集体', '民营', '外资', '合资', '股份制'],
      open: true,
      synonyms: ['经济性质', '所有制性质', '控股类型'],
    },
    {
      key: 'legalRep',
      label: '法定代表人',
      kind: 'text',
      max: 100,
      synonyms: ['法人代表', '法人', '企业负责人', '负责人', '经营者'],
    },
    {
      key: 'foundedOn',
      label: '成立日期',
      kind: 'day',
      synonyms: ['注册日期', '成立时间', '注册时间', '登记日期', '设立日期', '建厂时间'],
    },
    {
      key: 'capitalText',
      label: '注册资本',
      kind: 'text',
      max: 100,
      synonyms: ['注册资金', '注册资本金', '认缴资本', '出资额'],
    },
    {
      key: 'status',
      label: '状态',
      kind: 'choice',
      vocabulary: enterpriseStatuses,
      open: true,
      synonyms: ['登记状态', '经营状态', '企业状态', '存续状态'],
    },
    {
      key: 'tier',
      label: '培育层级',
      kind: 'choice',
      vocabulary: tiers,
      open: true,
      synonyms: ['层级', '梯队', '企业层级'],
    },
    { key: 'tierSince', label: '列入日期', kind: 'day', synonyms: ['入库日期', '列入培育日期'] },
    {
      key: 'industry',
      label: '行业代码',
      kind: 'text',
      max: 10,
      synonyms: ['行业', '国民经济行业', '行业类别', '所属行业'],
      hint: 'GB/T 4754，如 C2221',
    },
    {
      key: 'block',
      label: '块状产业',
      kind: 'text',
      max: 50,
      synonyms: ['所属块状产业', '产业集群', '所属产业'],
    },
    {
      key: 'township',
      label: '乡镇街道',
      kind: 'text',
      max: 100,
      synonyms: ['镇街', '乡镇', '所属乡镇', '所在乡镇', '街道'],
    },
    {
      key: 'station',
      label: '监管所（站）',
      kind: 'text',
      max: 100,
      synonyms: ['监管所', '质监站', '市场监管所', '所属监管所', '监管单位', '管辖所'],
    },
    {
      key: 'gridOfficer',
      label: '网格员',
      kind: 'text',
      max: 100,
      synonyms: ['监管人员', '责任人', '网格监管员', '片区责任人'],
    },
    {
      key: 'address',
      label: '注册地址',
      kind: 'text',
      max: 300,
      synonyms: ['住所', '企业地址', '单位地址', '经营场所', '详细地址', '经营地址', '地址'],
    },
    {
      key: 'longitude',
      label: '经度',
      kind: 'decimal',
      scale: 6,
      min: -180,
      max: 180,
    },
    { key: 'latitude', label: '纬度', kind: 'decimal', scale: 6, min: -90, max: 90 },
    {
      key: 'coordinates',
      label: '坐标系',
      kind: 'choice',
      vocabulary: ['CGCS2000', 'WGS-84', 'GCJ-02', 'BD-09'],
      open: true,
    },
    {
      key: 'contactName',
      label: '联系人',
      kind: 'text',
      max: 100,
      synonyms: ['联系人姓名', '企业联系人', '联络员', '经办人'],
    },
    {
      key: 'contactPhone',
      label: '联系电话',
      kind: 'text',
      max: 100,
      sensitive: true,
      synonyms: ['联系人电话', '联系人手机', '电话号码', '手机号码', '手机', '电话', '联系方式'],
    },
    {
      key: 'scope',
      label: '经营范围',
      kind: 'longText',
      synonyms: ['主要经营范围', '业务范围', '主营业务'],
    },
    flag('ownMark', '自有商标', ['有自主商标', '自主商标', '自主品牌']),
    flag('oem', '贴牌为主', ['贴牌', '贴牌生产', 'OEM', '代工']),
    flag('exporter', '出口企业', ['出口', '是否出口', '外贸企业']),
    flag('hiTech', '高新技术企业', ['高新企业', '高新', '国家高新技术企业']),
    flag('keyEnergy', '重点用能单位', ['重点用能', '重点用能企业']),
    flag('agriculture', '农业企业', ['农业', '农业龙头企业']),
    flag('service', '服务业企业', ['服务业']),
  ],
  list: ['name', 'uscc', 'tier', 'status', 'township', 'block', 'industry'],
  order: ['name'],
  sameBy: ['uscc'],
  titleBy: ['name'],
  rules: problemsOf,
  counters: [{ key: 'firms', label: '企业', unit: '家', count: 'rows' }],
  sections: [
    {
      title: '身份',
      keys: [
        'name',
        'shortName',
        'formerNames',
        'uscc',
        'orgCode',
        'type',
        'ownership',
        'legalRep',
        'foundedOn',
        'capitalText',
      ],
    },
    { title: '培育', keys: ['tier', 'tierSince', 'status', 'block', 'industry'] },
    {
      title: '标记',
      keys: ['ownMark', 'oem', 'exporter', 'hiTech', 'keyEnergy', 'agriculture', 'service'],
    },
    {
      title: '所在与监管',
      keys: [
        'township',
        'station',
        'gridOfficer',
        'address',
        'longitude',
        'latitude',
        'coordinates',
      ],
    },
    { title: '联系', keys: ['contactName', 'contactPhone'] },
    { title: '经营范围', keys: ['scope'] },
  ],
});

/** Label of one of a firm's own columns; undefined for book-keeping. */
export const enterpriseField = (key: string): Field | undefined =>
  [...enterpriseFacts.fields, ...commonFields].find((f) => f.key === key);

/** A value that was read as the file keeps it: codes in one writing, whoever typed them. */
export const plainFact = (key: string, value: LedgerValue): LedgerValue => {
  if (typeof value !== 'string') return value;
  if (key === 'orgCode') return value.normalize('NFKC').replaceAll('-', '').toUpperCase();
  const code = key === 'uscc' ? checkCreditCode(value) : undefined;
  return code?.ok ? code.code : value;
};
