import { expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { makeCreditCode } from '#shared/credit-code.ts';
import { mostFirmLines } from '#shared/firm-lines.ts';
import { noFilter } from '#shared/firm-list.ts';
import { desk } from '#tests/support/applications.ts';
import { firmId, newCampaign, seated } from '#tests/support/campaigns.ts';
import type { Replica } from '#tests/support/replica.ts';
import { addFirms } from './campaign-firms.ts';
import { listReturns } from './campaign-returns.ts';
import { saveCampaign } from './campaigns.ts';
import { saveFacts } from './firm-facts.ts';
import { findFirmLines } from './firm-lines.ts';
import { listViews, saveView } from './firm-views.ts';

const code = makeCreditCode('330825', '12345678');

const county = (): Replica => {
  const who = seated('张三');
  write(who.store, { actor: '张三', purpose: '新增企业' }, (door) => {
    for (const [n, name, township] of [
      [4, '澜溪云丰纸业有限公司', '湖口镇'],
      [5, '澜溪云丰纸业（集团）有限公司', '东门镇'],
      [6, '澜溪竹海食品有限责任公司', '东门镇'],
    ] as const)
      door.insert(enterprise, { id: firmId(n), name, township });
    door.insert(enterprise, { id: firmId(7), name: '澜溪旧名门业有限公司', township: '湖口镇' });
    door.update(enterprise, firmId(6), { uscc: code });
  });
  // Renamed: the old name finds it as a former one.
  saveFacts(desk(who), {
    ...{ id: firmId(7), source: '部门共享' },
    values: { name: '澜溪新名门业有限公司' },
  });
  return who;
};

const look = async (who: Replica, text: string) =>
  (await findFirmLines(desk(who), text)).map(({ no, verdict, firms }) => [
    no,
    verdict,
    ...firms.map(({ name }) => name),
  ]);

test('a pasted column is found by name, writing of the legal form, former name and code; nothing is dropped', async () => {
  const who = county();
  const text = [
    '企业名称',
    '澜溪云丰纸业有限公司',
    '',
    ' 澜溪竹海食品有限公司 ',
    '澜溪旧名门业有限公司',
    code.toLowerCase(),
    `3\t${code}\t澜溪竹海食品公司\t13857012345`,
    '云丰纸业',
    '竹海食品',
    '没有这一家有限公司',
    '湖口镇',
  ].join('\r\n');
  expect(await look(who, text)).toEqual([
    [1, 'none'],
    [2, 'sure', '澜溪云丰纸业有限公司'],
    [4, 'sure', '澜溪竹海食品有限责任公司'],
    [5, 'sure', '澜溪新名门业有限公司'],
    [6, 'sure', '澜溪竹海食品有限责任公司'],
    [7, 'sure', '澜溪竹海食品有限责任公司'],
    [8, 'several', '澜溪云丰纸业有限公司', '澜溪云丰纸业（集团）有限公司'],
    [9, 'likely', '澜溪竹海食品有限责任公司'],
    [10, 'none'],
    [11, 'none'],
  ]);
  const [, , , former] = await findFirmLines(desk(who), text);
  expect(former?.firms[0]?.why).toBe('曾用名「澜溪旧名门业有限公司」');
  // A code with a fault says so, and the name beside it is looked for all the same.
  const [wrong] = await findFirmLines(desk(who), `${code.slice(0, 17)}?\t${code.slice(0, 17)}0`);
  expect(wrong?.verdict).toBe('none');
  const [beside] = await findFirmLines(
    desk(who),
    `澜溪云丰纸业有限公司\t${code.slice(0, 8)}${code.slice(9)}${code[8]}`,
  );
  expect(beside).toMatchObject({ verdict: 'sure', firms: [{ id: firmId(4) }] });
  expect(beside?.problem).toMatch(/^信用代码/);
  await expect(
    findFirmLines(desk(who), Array.from({ length: mostFirmLines + 1 }, () => '甲厂').join('\n')),
  ).rejects.toThrow(`一次最多粘贴 ${mostFirmLines} 行`);
});

test('firms that were found, or all of a saved view, are put on the list once', async () => {
  const who = county();
  const { id } = saveCampaign(desk(who), newCampaign());
  const found = await findFirmLines(desk(who), `乙厂\n${code}\n竹海食品`);
  const ids = found.flatMap(({ firms }) => firms.map((firm) => firm.id));
  addFirms(desk(who), { id, choice: { ids }, asker: 'contact' });
  const names = () =>
    listReturns(desk(who), {
      ...{ id, states: [], asker: null, search: '', limit: 50, offset: 0 },
    })
      .rows.map(({ firm }) => firm.name)
      .sort();
  expect(names()).toEqual(['澜溪竹海食品有限责任公司', '乙厂'].sort());
  saveView(desk(who), {
    ...{ name: '东门', order: null },
    filter: { ...noFilter, township: ['东门镇'] },
  });
  const [view] = listViews(desk(who)).own;
  const added = addFirms(desk(who), {
    ...{ id, asker: 'contact' },
    choice: { filter: view?.filter ?? noFilter, order: view?.order ?? null },
  });
  // 东门镇 has three, one of them on the list already.
  expect(added.ids).toHaveLength(2);
  expect(names()).toHaveLength(4);
});
