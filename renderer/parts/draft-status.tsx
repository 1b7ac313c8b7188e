import { Alert, Anchor, Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDeviceFloppy } from '@tabler/icons-react';
import { sentenceOf } from '#renderer/app/api.ts';
import classes from './draft-status.module.css';
import type { KeptForm } from './use-kept-form.ts';

const clock = (iso: string, withSeconds: boolean): string => {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const parts = [at.getHours(), at.getMinutes(), ...(withSeconds ? [at.getSeconds()] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
};

const dayOf = (iso: string): string => {
  const at = new Date(iso);
  const sameDay = at.toDateString() === new Date().toDateString();
  return sameDay ? '' : `${at.getMonth() + 1}月${at.getDate()}日 `;
};

type Kept = Pick<KeptForm<object>, 'status' | 'dirty' | 'restoredAt' | 'abandon' | 'keepNow'>;

/** Where what was typed is, in a few words beside the title. `isNew` has no record to be saved yet. */
export const DraftStatusText = ({
  kept,
  isNew,
}: {
  readonly kept: Kept;
  readonly isNew: boolean;
}) => {
  const { status, dirty } = kept;
  if (status.phase === 'failed')
    return (
      <span className={classes.line} data-phase="failed" role="status">
        <IconAlertTriangle size="0.9rem" aria-hidden />
        草稿还没存上
      </span>
    );
  if (status.phase === 'kept' && dirty)
    return (
      <span className={classes.line} role="status">
        <IconDeviceFloppy size="0.9rem" aria-hidden />
        草稿已存 {clock(status.at, true)}
      </span>
    );
  if (dirty || isNew) return <span className={classes.line} role="status" />;
  return (
    <span className={classes.line} role="status">
      <IconCheck size="0.9rem" aria-hidden />
      已保存
    </span>
  );
};

/** Above the form: what was restored, and a draft that cannot be kept at the moment. */
export const DraftNotes = ({ kept }: { readonly kept: Kept }) => (
  <>
    {kept.status.phase === 'failed' && (
      <Alert
        role="alert"
        color="amber"
        icon={<IconAlertTriangle aria-hidden />}
        title="草稿暂时存不上，请先不要关闭这个窗口"
        mb="sm"
        data-screen-only
      >
        <Text size="sm">
          {sentenceOf(kept.status.reason)} 正在自动重试（第 {kept.status.tries}{' '}
          次），您可以继续填写。
        </Text>
        <Button variant="default" size="xs" mt="xs" onClick={kept.keepNow}>
          立即重试
        </Button>
      </Alert>
    )}
    {kept.restoredAt !== null && kept.dirty && (
      <div className={classes.restored} role="status" data-screen-only>
        <span>
          已恢复 {dayOf(kept.restoredAt)}
          {clock(kept.restoredAt, false)} 未保存的内容
        </span>
        <span aria-hidden>·</span>
        <Anchor component="button" type="button" size="sm" onClick={kept.abandon}>
          放弃
        </Anchor>
      </div>
    )}
  </>
);
