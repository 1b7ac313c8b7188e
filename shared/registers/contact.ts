import { defineLedger } from './ledger.ts';

const phone = /^\+?[\d\s()-]{5,20}(?:转\d{1,6})?$/;

/** People to talk to at a firm. Personal data: name, post and telephone, nothing else. */
export const contact = defineLedger({
  name: 'contact',
  label: '联系人',
  counter: '人',
  parent: 'enterprise',
  tab: '基本信息',
  fields: [
    {
      key: 'name',
      label: '姓名',
      kind: 'text',
      max: 50,
      required: true,
      synonyms: ['联系人', '联系人姓名', '企业联系人', '联络员', '经办人'],
    },
    {
      key: 'post',
      label: '职务',
      kind: 'text',
      max: 100,
      synonyms: ['联系人职务', '岗位', '职务岗位'],
    },
    {
      key: 'phone',
      label: '电话',
      kind: 'text',
      max: 40,
      sensitive: true,
      synonyms: ['联系电话', '联系人电话', '手机', '手机号码', '联系方式', '电话号码'],
      rule: (value) =>
        phone.test(String(value).normalize('NFKC')) ? null : '应为电话号码，如 0570-7012345',
    },
    {
      key: 'qualityChief',
      label: '首席质量官',
      kind: 'flag',
      synonyms: ['是否首席质量官'],
      hint: '企业任命的首席质量官',
    },
    { key: 'duty', label: '负责事项', kind: 'text', synonyms: ['分管工作', '负责工作'] },
  ],
  list: ['name', 'post', 'phone', 'qualityChief', 'duty'],
  order: ['-qualityChief', 'name'],
  sameBy: ['name'],
  titleBy: ['name'],
  counters: [
    { key: 'contacts', label: '联系人', unit: '人', count: 'rows' },
    {
      key: 'qualityChiefs',
      label: '首席质量官',
      unit: '人',
      count: 'rows',
      where: { qualityChief: [1] },
    },
  ],
});
