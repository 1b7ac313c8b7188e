import { defineLedger } from './ledger.ts';

/** Honours no single firm holds (区域荣誉): geographical indications of an association, zones of a county. */
export const areaHonour = defineLedger({
  name: 'area_honour',
  label: '区域荣誉',
  counter: '项',
  parent: null,
  tab: null,
  fields: [
    { key: 'award', label: '荣誉名称', kind: 'text', required: true },
    {
      key: 'level',
      label: '荣誉级别',
      kind: 'choice',
      vocabulary: ['国家', '省', '市', '县', '行业'],
      open: true,
    },
    { key: 'holder', label: '持有单位', kind: 'text' },
    { key: 'product', label: '产品或区域', kind: 'text' },
    { key: 'year', label: '获得年度', kind: 'year' },
    { key: 'number', label: '证书编号', kind: 'text', max: 100 },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
    { key: 'validFrom', label: '有效期自', kind: 'day' },
    { key: 'validTo', label: '有效期至', kind: 'day', hint: '长期有效的留空' },
    { key: 'revoked', label: '已撤销', kind: 'flag' },
  ],
  list: ['award', 'level', 'holder', 'product', 'year', 'validFrom', 'validTo'],
  order: ['-validFrom', 'award'],
  sameBy: ['award', 'product', 'year'],
  titleBy: ['award', 'product'],
  period: 'year',
  validity: { from: 'validFrom', to: 'validTo', word: '区域荣誉到期' },
  counters: [{ key: 'honours', label: '区域荣誉', unit: '项', count: 'rows', period: 'year' }],
});
