import { beforeEach, expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import { runOf, saveRow } from '#tests/support/scoring.ts';
import { loadPack, shippedPack } from './award-packs.ts';
import type { Desk, Self } from './desk.ts';
import { saveRows } from './ledgers.ts';
import { rowsOf, updateOwn } from './own-rows.ts';
import { checkDraw, draw } from './panel-draw.ts';
import { panelsOfRun, runsOfPanel } from './panel-runs.ts';
import { giveScores, panelSheet } from './panel-sheets.ts';
import { closePanel, viewPanel } from './panels.ts';
import { signRun } from './run-signing.ts';
import { explainScore } from './run-views.ts';

let desk: Desk;

beforeEach(() => {
  const { store } = newReplica('县局', testClock());
  desk = { store, self: getSelf(store.reader) as unknown as Self } as Desk;
  write(store, { actor: '县局', purpose: '新增企业' }, (d) => {
    for (const name of ['甲厂', '乙厂', '丙厂'])
      d.insert(enterprise, {
        id: name,
        name,
        foundedOn: '2010-01-01',
        formerNames: name === '甲厂' ? '甲机器厂' : null,
      });
  });
  loadPack(desk, shippedPack());
});

test('experts with a conflict, at a firm of any name or writing, are not drawn, see numbers instead of names, and count when closed', () => {
  for (const [name, unit] of [
    ['赵', '甲厂'],
    ['钱', '质检院'],
    ['孙', '大学'],
    ['李', '学会'],
    ['周', '协会'],
    ['吴', '甲机器厂'],
    ['郑', '（丙）廠'],
  ] as const)
    saveRow(desk, 'expert', null, { name, unit });
  const chosen = rowsOf(desk, 'expert').find(({ values }) => values.name === '周');
  saveRow(desk, 'expert_conflict', chosen?.id ?? '', {
    firmId: '乙厂',
    firmName: '乙厂',
    reason: '顾问',
  });
  const runId = runOf(desk, 'prov-famous-brand');
  write(desk.store, { actor: '县局', purpose: '新增企业' }, (door) =>
    door.insert(enterprise, { id: '丁厂', name: '丁厂' }),
  );
  const asked = { title: '省名牌', runId };
  expect(() => draw(desk, { ...asked, seats: 4 })).toThrow('只有 3 人');
  expect(checkDraw(desk, runId)).toMatchObject({ pool: 7, free: 3, firms: 3, items: 1 });
  expect(() => draw(desk, { ...asked, runId: runOf(desk, 'cultivation-rank'), seats: 1 })).toThrow(
    '没有由专家评分的项目',
  );
  const { id } = draw(desk, { ...asked, seats: 3 });
  const panel = viewPanel(desk, id);
  expect(checkDraw(desk, runId).excluded).toEqual(panel.excluded);
  expect(panel.redrawn).toBe(true);
  expect(panel.excluded.map(({ name, why }) => [name, why]).toSorted()).toEqual(
    [
      ['赵', '本人单位参评'],
      ['周', '登记回避 乙厂（顾问）'],
      ['吴', '本人单位参评'],
      ['郑', '本人单位参评'],
    ].toSorted(),
  );
  const sheets = panel.seats.map((seat) => panelSheet(desk, seat.id));
  expect(JSON.stringify(sheets.map(({ firms }) => firms.map(({ alias }) => alias)))).not.toContain(
    '厂',
  );
  for (const [i, sheet] of sheets.entries())
    giveScores(desk, {
      seatId: sheet.seatId,
      scores: sheet.firms.map((firm) => ({
        firmId: firm.id,
        code: 'q-site',
        points: [1000, 6000, 7000][i] ?? 0,
      })),
    });
  const seatId = sheets[0]?.seatId ?? '';
  // A score is taken back and given again; nobody sees what the others gave before the panel is closed.
  giveScores(desk, { seatId, scores: [{ firmId: '甲厂', code: 'q-site', points: null }] });
  expect(viewPanel(desk, id).seats.map(({ given }) => given)).toEqual([2, 3, 3]);
  expect(viewPanel(desk, id).summary).toBeNull();
  giveScores(desk, { seatId, scores: [{ firmId: '甲厂', code: 'q-site', points: 1000 }] });
  const score = { firmId: '甲厂', code: 'q-site', points: 7001 };
  expect(() => giveScores(desk, { seatId, scores: [score] })).toThrow('70');
  expect(() => giveScores(desk, { seatId, scores: [{ ...score, firmId: '丁厂' }] })).toThrow(
    '不在本次参评之列',
  );
  expect(() => runOf(desk, 'prov-famous-brand', { panelId: id })).toThrow('封卷');
  // It counts where its firms are scored by its version: not in a run of others, nor in one published.
  const other = runOf(desk, 'prov-famous-brand', { scope: { ids: ['丁厂'] } });
  expect(panelsOfRun(desk, runId).map((line) => line.id)).toEqual([id]);
  expect(panelsOfRun(desk, other)).toEqual([]);
  expect(runsOfPanel(desk, id).map((line) => line.id)).toEqual([runId]);
  const signed = { checkedBy: '赵', approvedBy: '钱', publishedOn: '2026-12-31', docNo: null };
  const before = signRun(desk, { id: runId, ...signed });
  expect(runsOfPanel(desk, id)).toEqual([]);
  signRun(desk, { id: runId, ...before });
  closePanel(desk, id);
  const { firms, summary } = viewPanel(desk, id);
  expect(firms.map(({ name }) => name).toSorted()).toEqual(['丙厂', '乙厂', '甲厂'].toSorted());
  // 10 lies further from the middle (60) than a fifth of 70; it and 70 are left out.
  expect(summary).toEqual(
    firms.map(() => [
      {
        mean: 6000,
        scores: [
          { points: 1000, cut: true, outlier: true },
          { points: 6000, cut: false, outlier: false },
          { points: 7000, cut: true, outlier: false },
        ],
      },
    ]),
  );
  expect(() => giveScores(desk, { seatId, scores: [{ ...score, points: 1 }] })).toThrow('定稿');
  expect(() => runOf(desk, 'cultivation-rank', { panelId: id })).toThrow('另一个评分方案');
  const told = explainScore(desk, {
    runId: runOf(desk, 'prov-famous-brand', { panelId: id }),
    firmId: '甲厂',
  });
  // Highest and lowest left out: the middle one counts.
  expect(told.lines.find(({ code }) => code === 'q-site')).toMatchObject({
    points: 6000,
    source: '专家组 3 人评分',
  });
});

test('a draw that was changed past the program does not come out of its seed again', () => {
  for (const name of ['赵', '钱', '孙', '李', '周', '吴', '郑', '王'])
    saveRow(desk, 'expert', null, { name, unit: `${name}院` });
  const asked = { title: '省名牌', runId: runOf(desk, 'prov-famous-brand') };
  const { id } = draw(desk, { ...asked, seats: 4 });
  // Who leaves the pool afterwards changes nothing of what was drawn.
  const [away] = rowsOf(desk, 'expert');
  saveRows(desk, {
    ledger: 'expert',
    parent: null,
    rows: [{ id: away?.id ?? '', values: { away: 1 } }],
  });
  expect(viewPanel(desk, id).redrawn).toBe(true);
  const [first, second] = rowsOf(desk, 'panel_seat', id);
  write(desk.store, { actor: '县局', purpose: '换人' }, (door) => {
    updateOwn(door, 'panel_seat', first?.id ?? '', { expertId: second?.values.expertId });
    updateOwn(door, 'panel_seat', second?.id ?? '', { expertId: first?.values.expertId });
  });
  expect(viewPanel(desk, id).redrawn).toBe(false);
});
