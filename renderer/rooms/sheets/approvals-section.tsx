import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { formatDay } from '#renderer/parts/formats.ts';
import { ChangedAfterSigning, SignedPicture } from '#renderer/parts/signatures/signed-picture.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { approvalSteps } from '#shared/registers/sheet-parts.ts';
import type { Sheet, SheetApproval } from '#shared/sheets.ts';
import { ApprovalDialog, blankApproval, withApproval } from './approval-dialog.tsx';
import type { SheetForm } from './sheet-form.ts';
import paper from './sheet-paper.module.css';
import classes from './signing.module.css';

type ApprovalsSectionProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheet: Sheet | null;
};

const Opinion = ({ approval }: { readonly approval: SheetApproval }) => (
  <>
    <div>
      {approval.verdict}
      {approval.opinion && `：${approval.opinion}`}
    </div>
    {approval.outdated && <ChangedAfterSigning />}
  </>
);

const signTitle = (step: string, unsaved: boolean, elsewhere: boolean): string => {
  if (elsewhere) return '本县规定签发前须此意见，在县局办公室的电脑上签署';
  return unsaved ? '先保存，再签署' : `${step}签署意见`;
};

/** 审批: the three who sign, the last opinion of each. */
export const ApprovalsSection = ({ kept, sheet }: ApprovalsSectionProps) => {
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const self = session.data?.phase === 'open' ? session.data.self : null;
  const me = self?.person ?? '';
  return (
    <>
      <table className={paper.ruled} aria-label="审批">
        <colgroup>
          <col style={{ width: '8.5rem' }} />
          <col />
          <col style={{ width: '14rem' }} />
          <col style={{ width: '8.5rem' }} />
          <col style={{ width: '7rem' }} data-screen-only />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">审批环节</th>
            <th scope="col">意见</th>
            <th scope="col">签字</th>
            <th scope="col">日期</th>
            <th scope="col" aria-label="操作" data-screen-only />
          </tr>
        </thead>
        <tbody>
          {approvalSteps.map((step) => {
            const last = sheet?.approvals.findLast((approval) => approval.step === step);
            const [picture] = last?.signatures ?? [];
            const awaited = sheet?.awaits.some((one) => one === step) ?? false;
            const elsewhere =
              (sheet?.needs.some((one) => one === step) ?? false) && self?.role !== 'county';
            const unsaved = sheet === null || kept.dirty;
            return (
              <tr key={step} className={classes.approval}>
                <th scope="row">{step}</th>
                <td className={paper.fact}>
                  {last && <Opinion approval={last} />}
                  {awaited && <div data-screen-only>签发前须县局签署同意</div>}
                </td>
                <td className={paper.fact}>
                  {last && <SignedPicture picture={picture ?? null} person={last.person} />}
                </td>
                <td className={paper.fact}>{last && formatDay(last.onDate)}</td>
                <td className={classes.sign} data-screen-only>
                  <Button
                    variant="default"
                    size="compact-sm"
                    disabled={unsaved || elsewhere}
                    title={signTitle(step, unsaved, elsewhere)}
                    leftSection={<IconSignature size="0.9rem" aria-hidden />}
                    onClick={() =>
                      kept.amend((form) =>
                        withApproval(form, blankApproval(step, step === '经办人' ? me : '')),
                      )
                    }
                  >
                    签署
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {sheet && <ApprovalDialog kept={kept} sheetId={sheet.id} />}
    </>
  );
};
