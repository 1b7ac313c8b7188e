import { Button, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import type { HeldChange, HeldDevice } from '#shared/trust.ts';
import classes from './held-card.module.css';
import panel from './panel.module.css';

const whats: Readonly<Record<HeldChange['what'], string>> = {
  added: '新增',
  changed: '修改',
  deleted: '删除',
  restored: '恢复',
};

type CellProps = { readonly cell: HeldChange['cells'][number] };

const Cell = ({ cell: { label, now, theirs, same } }: CellProps) => (
  <li>
    <span className={classes.label}>{label}</span>
    {now !== null && !same && (
      <>
        <del className={classes.now}>{now}</del>
        <span aria-hidden> → </span>
      </>
    )}
    {theirs}
    {same && <span className={classes.aside}>　与现在相同</span>}
  </li>
);

const Changes = ({ id, held }: { readonly id: string; readonly held: HeldDevice }) => (
  <div id={id}>
    <table className={classes.table} aria-label={`${held.name}留下的改动`}>
      <thead>
        <tr>
          <th scope="col">时间（以那台电脑为准）</th>
          <th scope="col">做什么</th>
          <th scope="col">现在 → 并入以后</th>
        </tr>
      </thead>
      <tbody>
        {held.shown.map((change) => (
          <tr key={change.key}>
            <td>
              {formatMoment(change.claimedAt)}
              <div className={classes.aside}>{change.actor}</div>
            </td>
            <td>
              {whats[change.what]}
              {change.tableLabel} {change.title}
              <div className={classes.aside}>{change.firm}</div>
            </td>
            <td>
              <ul className={classes.cells}>
                {change.cells.map((cell) => (
                  <Cell key={cell.label} cell={cell} />
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {held.shown.length < held.changes && (
      <Text size="xs" c="dimmed" mt="xs">
        另有 {held.changes - held.shown.length} 条没有列出。
      </Text>
    )}
  </div>
);

const LetInDialog = ({ held, onClose }: { readonly held: HeldDevice; onClose: () => void }) => {
  const tell = useTell(api.trust.letIn.mutate, {
    changes: ['exchange'],
    onDone: ({ applied, left }) => {
      showDone(
        left === 0
          ? `已并入 ${applied} 条。下一个数据包会带给各单位`
          : `已并入 ${applied} 条，${left} 条缺它们之前的改动，仍然留着，以后可以再并入`,
      );
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title={`并入${held.name}停用之后的 ${held.changes} 条改动`}
      confirm="并入"
      busy={tell.isPending}
      onConfirm={() => tell.mutate({ deviceId: held.deviceId })}
      onClose={onClose}
    >
      <Text size="sm">
        并入以后与别的改动一样：各栏改成它写的值，别人同时改过的栏目进「待裁定」由人决定。
        {!held.allowed && '停用的界限移到它的最后一条，随下一个数据包告诉各单位，不能再移回来。'}
        并入之前自动做一份备份。
      </Text>
      <Text size="sm" mt="xs">
        不能确定是不是本人写的，就先不要并入：留着不会丢。
      </Text>
    </ConfirmDialog>
  );
};

const Held = ({ held }: { readonly held: HeldDevice }) => {
  const id = useId();
  const [shown, setShown] = useState(false);
  const [asking, setAsking] = useState(false);
  const { retirement, counts, came } = held;
  return (
    <div className={classes.device}>
      <div>
        <strong>{held.name}</strong> 停用之后还有 {held.changes} 条改动：
        {counts.map(({ label, changes }) => `${label} ${changes} 条`).join('、')}。
      </div>
      <Text size="sm" c="dimmed">
        {formatMoment(held.claimedFrom)}
        {held.claimedTo !== held.claimedFrom && ` 至 ${formatMoment(held.claimedTo)}`}
        写的（以那台电脑的时钟为准）；
        {came.map(({ from, at }) => `${from}的数据包 ${formatMoment(at)} 带来`).join('；')}。
        {retirement &&
          `${retirement.by}于 ${formatMoment(retirement.from)} 停用它：${retirement.reason}。`}
      </Text>
      {held.allowed && <Text size="sm">停用的单位已经允许它们并入，本机还没有并入。</Text>}
      {!held.allowed && !held.mayLetIn && (
        <Text size="sm">是否并入由它的上级办公室决定；本机留着，不会丢。</Text>
      )}
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {shown ? '收起' : '看看会改什么'}
        </Button>
        {(held.allowed || held.mayLetIn) && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            让它们并入
          </Button>
        )}
      </div>
      {shown && <Changes id={id} held={held} />}
      {asking && <LetInDialog held={held} onClose={() => setAsking(false)} />}
    </div>
  );
};

/** What retired devices wrote after they were retired: verified, kept, not merged. Nothing where there is none. */
export const HeldCard = () => {
  const held = useAsk('exchange', 'held', undefined, () => api.trust.held.query());
  if (held.isError) return <FailureNote error={held.error} onRetry={() => void held.refetch()} />;
  if (!held.data || held.data.length === 0) return null;
  return (
    <section className={panel.card} aria-label="停用设备留下的改动">
      <h2 className={panel.lead}>停用设备留下的改动，等您决定</h2>
      <Text size="sm" c="dimmed">
        签名核对过，没有并入，也不会丢。电脑丢失后别人写的不应并入；停用前本人写的、来晚了的可以并入。
      </Text>
      {held.data.map((device) => (
        <Held key={device.deviceId} held={device} />
      ))}
    </section>
  );
};
