import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { readDay } from '#renderer/parts/day-text.ts';
import { formatDay, today } from '#renderer/parts/formats.ts';
import { type GatedStep, gatedLabels, gatedSteps } from '#shared/sheet-approval.ts';
import { type ApprovalRuleView, gradeLabels, sheetGrades } from '#shared/sheets.ts';
import { Card } from './card.tsx';

type Grades = Record<GatedStep, (typeof sheetGrades)[number][]>;

const gradesOf = ({ rule }: ApprovalRuleView): Grades => {
  const of = (step: GatedStep) =>
    sheetGrades.filter((grade) => rule?.grades[step].includes(grade) ?? false);
  return { 科室负责人: of('科室负责人'), 分管领导: of('分管领导') };
};

const asksNothing = (grades: Grades): boolean =>
  gatedSteps.every((step) => grades[step].length === 0);

const standing = ({ rule }: ApprovalRuleView): string => {
  if (!rule) return '没有要求：五定填全就能签发。';
  const from = `${rule.office ?? '县局'}设定，自 ${formatDay(rule.fromOn)} 起签发的工作表`;
  return `${from}${gatedSteps.every((step) => rule.grades[step].length === 0) ? '不要求' : '照此办理'}；以前签发的不受影响。`;
};

const Rule = ({ view }: { readonly view: ApprovalRuleView }) => {
  const [grades, setGrades] = useState(() => gradesOf(view));
  const [from, setFrom] = useState<string>(today());
  const save = useTell(api.sheets.setApprovalRule.mutate, {
    changes: ['sheets', 'enterprises', 'today'],
    onDone: () => showDone('已设定签发前审批'),
  });
  const fromOn = readDay(from, today());
  const changed = JSON.stringify(grades) !== JSON.stringify(gradesOf(view));
  return (
    <>
      {gatedSteps.map((step) => (
        <Checkbox.Group
          key={step}
          mt="xs"
          label={gatedLabels[step]}
          value={grades[step]}
          onChange={(chosen) =>
            setGrades({ ...grades, [step]: sheetGrades.filter((one) => chosen.includes(one)) })
          }
        >
          <Group mt={4}>
            {sheetGrades.map((grade) => (
              <Checkbox
                key={grade}
                value={grade}
                label={gradeLabels[grade]}
                disabled={!view.own}
                aria-label={`${gatedLabels[step]} ${grade} 类`}
              />
            ))}
          </Group>
        </Checkbox.Group>
      ))}
      {view.own && (
        <Group mt="sm" align="flex-end">
          <DayInput
            label="生效日期"
            error={fromOn === null && '请填写日期'}
            value={from}
            onChange={setFrom}
          />
          <Button
            disabled={!changed || fromOn === null}
            loading={save.isPending}
            onClick={() => fromOn !== null && save.mutate({ fromOn, grades })}
          >
            保存
          </Button>
        </Group>
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {standing(view)}
        {!asksNothing(grades) && '没有定类别的工作表按最严的一类。'}
        {!view.own && '由县局办公室设定，随数据包下发，本机不能改。'}
      </Text>
    </>
  );
};

/** Whose agreement the county asks for before a sheet is issued. */
export const ApprovalCard = () => {
  const rule = useAsk('sheets', 'approvalRule', undefined, () => api.sheets.approvalRule.query());
  return (
    <Card title="一企一策签发前审批">
      {rule.data && <Rule key={JSON.stringify(rule.data)} view={rule.data} />}
    </Card>
  );
};
