import { writeFileSync } from 'node:fs';
import { writeWorkbook } from '#documents/write-workbook.ts';
import { localDate } from '#shared/clock.ts';
import { digitsOf } from '#shared/registers/values.ts';
import type { SurveyInput } from '#shared/surveys.ts';
import type { Desk } from './desk.ts';
import { surveyFigures } from './surveys.ts';

/**
 * A survey as a workbook on the shelf: what the screen shows, figures as numbers.
 *
 * @throws Refusal `record.invalid`
 */
export const exportSurvey = async (
  desk: Desk,
  input: SurveyInput,
): Promise<{ readonly ticket: string; readonly fileName: string }> => {
  const { figures, missing } = surveyFigures(desk, input);
  const title = input.survey === 'standards' ? '执行标准分析' : `${input.block}产业摸底表`;
  const fileName = `${title} ${localDate(desk.store.clock.now())}.xlsx`;
  const rows = [
    ...figures.map((f): (string | number | null)[] => [
      f.group,
      f.label,
      f.value === null ? null : Number(digitsOf(f.value, f.scale)),
      f.unit,
      f.formula ?? null,
    ]),
    ...missing.map(({ name, groups }) => [
      '档案缺项',
      name,
      groups.length,
      '项',
      groups.join('、'),
    ]),
  ];
  const bytes = await writeWorkbook(
    input.survey === 'standards' ? '执行标准分析' : '产业摸底',
    [
      { title: '类别', kind: 'text', width: 18 },
      { title: '指标', kind: 'text', width: 28 },
      { title: '数值', kind: 'number', width: 14 },
      { title: '单位', kind: 'text', width: 8 },
      { title: '说明', kind: 'text', width: 48 },
    ],
    rows,
  );
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return { ticket, fileName };
};
