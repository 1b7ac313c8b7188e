import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issue } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { issuesStep } from '#services/issue-lines.ts';
import { recordIssueStep } from '#services/issue-steps.ts';
import { getIssue, issuesOpen, listIssues } from '#services/issues.ts';
import { insertOwn } from '#services/own-rows.ts';
import type { IssueAction } from '#shared/issue-course.ts';
import { listIssuesInput } from '#shared/issues.ts';
import { issueTypes } from '#shared/visits.ts';
import { uuid } from '#sync/seal.ts';
import { makeBench } from '#tests/support/bench.ts';
import { testClock } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { fillWithFirms } from './firms.ts';

/**
 * `node tests/bench/issues.ts [issues] [firms]`: what the room of issues asks, over so many issues of four steps in
 * the mean. Prints CPU milliseconds of the process: of reading them after the store was opened, of the first page, of the next one
 * within the same minute, in a new minute, after a step was recorded and after another write; asserts nothing.
 */

const issues = Number(process.argv[2] ?? 20_000);
const firms = Number(process.argv[3] ?? 5_000);
const dir = mkdtempSync(join(tmpdir(), 'qice-bench-issues-'));

const way: readonly IssueAction[] = [
  ...(['受理', '交办', '办理中', '阶段答复', '答复', '企业评价', '销号'] as const),
];
const random = randomFrom(7);
const n = (max: number): number => Math.floor(random() * max);
const day = (from: string, later: number): string =>
  new Date(Date.parse(from) + later * 86_400_000).toISOString().slice(0, 10);

const fill = (desk: Desk): void => {
  const ids = desk.store.handle.prepare('SELECT id FROM enterprise').pluck().all() as string[];
  write(desk.store, { actor: '量', purpose: '量' }, (door) => {
    for (let i = 0; i < issues; i++) {
      const id = uuid();
      const raisedOn = day('2024-01-02', n(790));
      const officer = `王${'一二三四五六七八九'[n(9)] ?? ''}`;
      door.insert(issue, {
        ...{ id, enterpriseId: ids[n(ids.length)] ?? '', raisedOn, raisedTime: '09:10' },
        ...{ type: issueTypes[n(issueTypes.length)] ?? '其他', content: `压力表到期未检 ${i}` },
        ...{ number: `2026-ABCD-${i}`, channel: '热线', registrar: officer, handler: officer },
      });
      // Nine of ten were closed long ago; the others stand anywhere.
      const steps = n(10) === 0 ? n(way.length) : way.length;
      let afterId: string | null = null;
      for (const [at, action] of way.slice(0, steps).entries()) {
        const stepId = uuid();
        insertOwn(desk, door, 'issue_step', {
          id: stepId,
          parentId: id,
          values: {
            ...{ afterId, action, onDate: day(raisedOn, at), person: officer, text: '已处理' },
            ...(action === '交办' ? { toUnit: '计量科', toPerson: officer } : {}),
            ...(action === '企业评价' ? { opinion: '认可' } : {}),
          },
        });
        afterId = stepId;
      }
    }
  });
};

const clock = testClock('2026-03-02T02:00:00.000Z', 0);
const bench = await makeBench(dir, 'county', '澜溪县局', undefined, clock);
const desk = bench as unknown as Desk;
fillWithFirms(desk.store, firms);
fill(desk);

const say = (what: string, work: () => unknown): void => {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  console.log(`${what.padEnd(34)} ${((user + system) / 1000).toFixed(0).padStart(6)} ms`);
};
const page = () => listIssues(desk, listIssuesInput.parse({}));

/** Milliseconds the main thread has worked: what its collectors and compilers do beside it holds nobody up. */
const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** What a door does before the first page: its pieces, between which others are answered, and the longest. */
const pieces = (): void => {
  const times = [worked()];
  while (issuesStep(desk)) times.push(worked());
  const each = times.slice(1).map((at, n) => at - (times[n] ?? at));
  const [all, most] = [worked() - (times[0] ?? 0), Math.max(...each)].map((ms) => ms.toFixed(0));
  console.log(
    `${'read in pieces, main thread'.padEnd(34)} ${all} ms, ${each.length} of them, the longest ${most} ms`,
  );
};

console.log(`${issues} issues of ${firms} firms, Node ${process.version}; CPU ms`);
pieces();
say('first page', page);
say('again', page);
say('late ones', () => listIssues(desk, listIssuesInput.parse({ view: 'overdue' })));
for (const turn of [1, 2, 3]) {
  clock.at += 60_000;
  say(`a minute later (${turn})`, page);
  const [open] = issuesOpen(desk);
  if (!open) throw new Error('none is open');
  recordIssueStep(desk, {
    ...{ id: open.id, action: '催办', afterId: getIssue(desk, open.id).lastStepId },
    ...{ onDate: '2026-03-02', atTime: null, person: null, unit: null, text: `第 ${turn} 次` },
    ...{ docNo: null, dueOn: null, toUnit: null, toPerson: null, opinion: null },
    ...{ firmPerson: null, note: null },
  });
  say(`after a step (${turn})`, page);
  write(desk.store, { actor: '量', purpose: '量' }, (door) => {
    const values = { name: `产品 ${turn}` };
    insertOwn(desk, door, 'product', { id: uuid(), parentId: open.firm.id, values });
  });
  say(`after another write (${turn})`, page);
}
desk.store.close();
rmSync(dir, { recursive: true, force: true });
