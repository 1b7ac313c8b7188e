import { defineLedger } from './ledger.ts';

/** Who signs the record of a visit. */
export const signatureSides = ['企业', '我方'] as const;
export type SignatureSide = (typeof signatureSides)[number];

/** Drawn on the screen, or a picture or scan of the paper that was signed (签字页). */
export const signatureWays = ['屏上手签', '纸上签字页'] as const;
export type SignatureWay = (typeof signatureWays)[number];

/**
 * A signature under a visit; its picture hangs on it. Written by the room of visits alone
 * (electron/services/visit-signatures.ts). Rows are added, never rewritten.
 */
export const visitSignature = defineLedger({
  name: 'visit_signature',
  label: '走访签字',
  counter: '个',
  parent: 'visit',
  tab: null,
  writtenBy: 'room',
  sameBy: [],
  fields: [
    { key: 'side', label: '签字方', kind: 'choice', vocabulary: signatureSides, required: true },
    { key: 'way', label: '签字方式', kind: 'choice', vocabulary: signatureWays, required: true },
    { key: 'person', label: '签字人', kind: 'text', max: 100, required: true },
    { key: 'title', label: '职务', kind: 'text', max: 100 },
    { key: 'onDate', label: '签字日期', kind: 'day', required: true },
    { key: 'saidAt', label: '记入时间', kind: 'text', max: 40 },
    { key: 'digest', label: '所签内容摘要', kind: 'text', max: 64 },
  ],
  list: ['side', 'way', 'person', 'title', 'onDate'],
  order: ['onDate', 'saidAt'],
  titleBy: ['side', 'person', 'onDate'],
  period: 'onDate',
  counters: [{ key: 'signatures', label: '走访签字', unit: '个', count: 'rows', period: 'onDate' }],
});
