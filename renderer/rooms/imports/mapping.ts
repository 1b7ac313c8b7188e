import { isBareFigure } from '#shared/capital.ts';
import { type ColumnUse, hasUnit, type ImportMapping } from '#shared/import-columns.ts';
import { importTargets, targetField, targetNamed } from '#shared/import-targets.ts';
import { readTitle } from '#shared/import-titles.ts';
import { unitChoices } from '#shared/registers/units.ts';

/** A use as one word for a list of choices: `economics.output`. */
export const placeOf = ({ into, field }: Pick<ColumnUse, 'into' | 'field'>): string =>
  `${into}.${field}`;

export const fillOf = (mapping: ImportMapping, column: number): ColumnUse | undefined =>
  mapping.uses.find((use) => use.column === column);

/** Lets a column fill a place, or nothing; another column that filled it gives it up. */
export const assignColumn = (
  mapping: ImportMapping,
  column: number,
  title: string,
  place: string | null,
): ImportMapping => {
  const others = mapping.uses.filter((use) => use.column !== column);
  if (place === null) return { ...mapping, uses: others };
  const [into = '', field = ''] = place.split('.');
  const target = targetNamed(into);
  const is = target && targetField(target, field);
  if (!target || !is) return mapping;
  const said = readTitle(title);
  const use: ColumnUse = {
    column,
    into,
    field,
    unit: hasUnit(is) ? said.unit : null,
    year: target.ledger.period === 'year' && is.kind !== 'year' ? said.year : null,
  };
  const free = others.filter((other) => placeOf(other) !== place || other.year !== use.year);
  return { ...mapping, uses: [...free, use].toSorted((a, b) => a.column - b.column) };
};

/** Changes the unit or the year of a column's use. */
export const changeUse = (
  mapping: ImportMapping,
  column: number,
  part: Partial<Pick<ColumnUse, 'unit' | 'year'>>,
): ImportMapping => ({
  ...mapping,
  uses: mapping.uses.map((use) => (use.column === column ? { ...use, ...part } : use)),
});

/** Units a column's figures may be in; empty for what has none to choose. */
export const unitsFor = (use: ColumnUse): readonly string[] => {
  const target = targetNamed(use.into);
  const field = target && targetField(target, use.field);
  if (use.field === 'capitalText') return ['元', '万元', '亿元'];
  if (!field || !hasUnit(field) || !('unit' in field) || !field.unit) return [];
  return unitChoices(field.unit);
};

/** Bare figures of capital without a unit say no sum: 500 may be 元 or 万元. */
export const lacksUnit = (use: ColumnUse, samples: readonly string[]): boolean =>
  use.field === 'capitalText' && use.unit === null && samples.some(isBareFigure);

/** The unit figures are taken in where nothing is said. */
export const ownUnit = (use: ColumnUse): string | null => {
  const target = targetNamed(use.into);
  const field = target && targetField(target, use.field);
  return field && 'unit' in field && field.unit ? field.unit : null;
};

/** Places by table, what the table is about first. */
export const placesFor = (
  target: string,
): { readonly group: string; readonly items: { value: string; label: string }[] }[] =>
  importTargets
    .toSorted((a, b) => rank(a.name, target) - rank(b.name, target))
    .map(({ name, label, fields }) => ({
      group: name === 'enterprise' ? '企业档案' : label,
      items: fields.map((field) => ({
        value: placeOf({ into: name, field: field.key }),
        label: name === 'enterprise' || name === target ? field.label : `${label}：${field.label}`,
      })),
    }));

const rank = (name: string, target: string): number =>
  name === target ? 0 : name === 'enterprise' ? 1 : 2;
