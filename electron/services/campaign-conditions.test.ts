import { expect, test } from 'vitest';
import { write } from '#db/write.ts';
import {
  type Condition,
  type Question,
  readSheet,
  type ShowIf,
} from '#shared/campaigns/question-sheet.ts';
import { desk, swap } from '#tests/support/applications.ts';
import {
  chose,
  fill,
  newCampaign,
  seated,
  staffSheet,
  underWay,
} from '#tests/support/campaigns.ts';
import { openReturn, reopenReturn } from './campaign-filling.ts';
import { publishVersion } from './campaign-versions.ts';
import { saveCampaign } from './campaigns.ts';
import { updateOwn } from './own-rows.ts';
import { campaignFormValues } from './papers/campaign-form.ts';

const isSet: Condition = { question: 'has', op: 'is', value: 'yes' };
const isLarge: Condition = { question: 'staff', op: 'atLeast', value: '10' };

/** The sheet with the name of the officer asked for under these conditions. */
const asking = (showIf: ShowIf | null): { questions: Question[] } => ({
  questions: staffSheet.questions.map((one) => (one.id === 'who' ? { ...one, showIf } : one)),
});

test('both conditions, or one of them: what is asked, what is missing, and the words on paper', () => {
  const a = seated('张三');
  const { id, returns } = underWay(a, {
    sheet: asking({ join: 'all', of: [isSet, isLarge] }),
  });
  expect(campaignFormValues(desk(a), id).questions[3]?.condition).toBe(
    '第 2 题是“已设”，并且第 1 题大于或等于“10”时填写',
  );
  fill(a, returns[0], { staff: '9', has: chose('yes') }, true);
  expect(() => fill(a, returns[1], { staff: '10', has: chose('yes') }, true)).toThrow(
    '「首席质量官姓名」还没有填写',
  );
  // The next version asks of either; a return that was complete stays so until it is opened again.
  saveCampaign(desk(a), newCampaign({ id, sheet: asking({ join: 'any', of: [isSet, isLarge] }) }));
  publishVersion(desk(a), id);
  expect(campaignFormValues(desk(a), id).questions[3]?.condition).toBe(
    '第 2 题是“已设”，或者第 1 题大于或等于“10”时填写',
  );
  expect(openReturn(desk(a), returns[0]).standing).toBe('complete');
  reopenReturn(desk(a), returns[0]);
  expect(() => fill(a, returns[0], {}, true)).toThrow('「首席质量官姓名」还没有填写');
  expect(fill(a, returns[0], { who: '王五' }, true).standing).toBe('complete');
});

test('a version of before there could be several is read, and the same words are the same version', () => {
  const a = seated('张三');
  const { id, returns } = underWay(a);
  const older = openReturn(desk(a), returns[0]).version;
  expect(older?.sheet.questions.find((one) => one.id === 'who')?.showIf).toEqual({
    ...{ join: 'all', of: [isSet] },
  });
  // As an older program writes its draft: one condition by itself, and nothing of the file.
  const text = JSON.stringify({
    questions: staffSheet.questions.map(({ fact: _, showIf, ...one }) => ({
      ...one,
      showIf: showIf?.of[0] ?? null,
    })),
  });
  expect(readSheet(text)).toEqual(staffSheet);
  write(a.store, { actor: '张三', purpose: '修改专项调研' }, (door) =>
    updateOwn(door, 'campaign', id, { sheet: text }),
  );
  expect(() => publishVersion(desk(a), id)).toThrow('问卷与现行的一版相同');
});

test('two laptops answer what the conditions ask of: after the exchange both ask the same', () => {
  const a = seated('张三');
  const { returns } = underWay(a, { sheet: asking({ join: 'all', of: [isSet, isLarge] }) });
  const b = seated('李四', '2026-03-03T08:00:00.000Z');
  swap(a, b);
  fill(a, returns[0], { staff: '12' });
  const said = fill(b, returns[0], { has: chose('yes') });
  expect([said.asked, said.answered]).toEqual([6, 1]);
  swap(a, b);
  for (const who of [a, b])
    expect(openReturn(desk(who), returns[0])).toMatchObject({ asked: 7, answered: 2 });
});
