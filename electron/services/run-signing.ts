import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import type { RunSignatures } from '#shared/scoring/run.ts';
import type { Desk } from './desk.ts';
import { runIntact } from './frozen-runs.ts';
import { rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';

/** Who checked and approved a run, and its publishing. What the run says is not touched by it. */

type Bench = Pick<Desk, 'store' | 'self'>;

export const signaturesOf = (run: LedgerValues): RunSignatures => ({
  checkedBy: textOf(run, 'checkedBy'),
  approvedBy: textOf(run, 'approvedBy'),
  publishedOn: textOf(run, 'publishedOn'),
  docNo: textOf(run, 'docNo'),
});

/**
 * Signs a run, publishes it, or takes either back.
 *
 * @returns what stood there before: signing with it is the undo
 * @throws Refusal `record.missing`, `record.invalid` where it is to be published without both names, before
 *   it was made, or with results that are not those it was frozen with
 */
export const signRun = (
  desk: Bench,
  { id, ...signed }: RunSignatures & { readonly id: string },
): RunSignatures => {
  const run = rowOf(desk, 'score_run', id);
  if (signed.publishedOn !== null) {
    const results = rowsOf(desk, 'score_result', id).map(({ values }) => values);
    const ranOn = textOf(run.values, 'ranOn');
    const problems = [
      ...(signed.checkedBy && signed.approvedBy ? [] : ['公布前要写明审核人和审批人']),
      ...(ranOn !== null && signed.publishedOn < ranOn
        ? [`公布日期不能早于评分日期 ${ranOn}`]
        : []),
      ...(runIntact(run.values, results)
        ? []
        : ['这次评分的结果与冻结时不一致，请核对后重评再公布']),
    ];
    if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  }
  const before = signaturesOf(run.values);
  const purpose =
    signed.publishedOn !== null
      ? '公布评分结果'
      : before.publishedOn !== null
        ? '撤回公布'
        : '签署评分结果';
  write(desk.store, { actor: desk.self.person, purpose }, (door) =>
    updateOwn(door, 'score_run', id, signed),
  );
  return before;
};
