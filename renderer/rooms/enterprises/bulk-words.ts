import { type BulkField, type BulkRun, type BulkUndo, bulkFields } from '#shared/firm-list.ts';

/** What a bulk edit is called, on the screen that makes one and where past ones stand. */

export const labelOf = (field: BulkField): string =>
  bulkFields.find(({ key }) => key === field)?.label ?? field;

/** 「层级改为“骨干”」 */
export const editWords = ({ field, value }: Pick<BulkRun, 'field' | 'value'>): string =>
  value === null ? `${labelOf(field)}清空` : `${labelOf(field)}改为“${value}”`;

export const undoneWords = ({ restored, kept }: BulkUndo): string =>
  `已撤销：${restored} 家恢复原值${kept === 0 ? '' : `，后来改过的 ${kept} 家保留`}`;
