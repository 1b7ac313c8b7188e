import { Anchor, Modal } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { ListedFirm } from '#shared/liaison-views.ts';
import classes from './today.module.css';

type LiaisonDialogProps = { readonly firm: ListedFirm; readonly onClose: () => void };

/** Who looked after a firm, from when to when. */
export const LiaisonDialog = ({ firm, onClose }: LiaisonDialogProps) => {
  const found = useAsk('today', 'turns', { firm: firm.id }, api.liaisons.history.query);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={`${firm.name}：联系人员沿革`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <Anchor component={Link} href={`/enterprises/${firm.id}`} size="sm">
        打开企业档案
      </Anchor>
      {found.isError && <FailureNote error={found.error} />}
      {found.isPending && <Loading />}
      {found.data && (
        <table className={classes.history} aria-label="沿革">
          <thead>
            <tr>
              <th>起止</th>
              <th>角色</th>
              <th>姓名</th>
              <th>电话</th>
              <th>分管领导</th>
              <th>职责、文号</th>
            </tr>
          </thead>
          <tbody>
            {found.data.map((turn) => (
              <tr key={turn.id}>
                <td>
                  {turn.since} 至 {turn.until ?? '今'}
                </td>
                <td>{turn.role}</td>
                <td>{turn.person ?? '（不再联系）'}</td>
                <td>{turn.phone ?? nothingKnown}</td>
                <td>{turn.leader ?? nothingKnown}</td>
                <td>
                  {[turn.duty, turn.docNo].filter((word) => word !== null).join('；') ||
                    nothingKnown}
                </td>
              </tr>
            ))}
            {found.data.length === 0 && (
              <tr>
                <td colSpan={6}>还没有指定过联系人。</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </Modal>
  );
};
