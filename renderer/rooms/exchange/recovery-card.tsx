import { Alert, Button, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, showFailure, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import type { RecoveryState } from '#shared/trust.ts';
import classes from './panel.module.css';

type Page = { readonly ticket: string; readonly fileName: string };

/** The three pages, offered once. */
const PagesNote = ({ pages, onDone }: { readonly pages: readonly Page[]; onDone: () => void }) => (
  <div className={classes.danger} role="alert">
    <div className={classes.dangerTitle}>请现在保存并打印三份份额，离开后不能再看</div>
    <Text size="sm">
      打印后分给三个人保管，再把保存的文件从电脑和U盘上删除。任意两份合在一起就能打开发给本单位的数据包。
    </Text>
    <div className={classes.actions}>
      {pages.map(({ ticket, fileName }, i) => (
        <Button
          key={ticket}
          variant="default"
          onClick={() => void saveOffered(ticket).catch(showFailure)}
          title={fileName}
        >
          保存第 {i + 1} 份
        </Button>
      ))}
      <Button onClick={onDone}>三份都已打印</Button>
    </div>
  </div>
);

/** Two shares, typed or scanned, tried on the key in use. */
const DrillDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const drill = useTell(api.trust.drill.mutate, {
    changes: ['exchange'],
    onDone: () => {
      showDone('演练成功：这两份份额能恢复密钥。日期已记下。');
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title="演练恢复密钥"
      confirm="演练"
      busy={drill.isPending}
      disabled={first.trim() === '' || second.trim() === ''}
      onConfirm={() => drill.mutate({ shares: [first, second] })}
      onClose={onClose}
    >
      <Text size="sm">
        请两位保管人各输入自己那份方框里的字，或用扫码枪扫二维码。输入的内容不会保存。
      </Text>
      <Textarea
        mt="sm"
        label="第一位保管人的份额"
        placeholder="QICE1-…"
        autosize
        value={first}
        onChange={(event) => setFirst(event.currentTarget.value)}
        data-autofocus
      />
      <Textarea
        mt="sm"
        label="第二位保管人的份额"
        placeholder="QICE1-…"
        autosize
        value={second}
        onChange={(event) => setSecond(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
};

const Facts = ({ state }: { readonly state: RecoveryState }) =>
  state.recipient && (
    <FieldList>
      <FieldRow label="恢复公钥" wide>
        {state.recipient}
      </FieldRow>
      <FieldRow label="制作">{state.madeAt ? formatMoment(state.madeAt) : '—'}</FieldRow>
      <FieldRow label="上次演练">
        {state.drilledAt ? formatMoment(state.drilledAt) : '还没有'}
      </FieldRow>
    </FieldList>
  );

/** The office's recovery key: made here, drilled here. An officer's device shows nothing. */
export const RecoveryCard = () => {
  const recovery = useAsk('exchange', 'recovery', undefined, () => api.trust.recovery.query());
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [asking, setAsking] = useState<'drill' | 'replace' | null>(null);
  const make = useTell(api.trust.makeRecovery.mutate, {
    changes: ['exchange'],
    onDone: (made) => {
      setPages(made);
      setAsking(null);
    },
  });
  const state = recovery.data;
  if (!state?.applies) return null;
  return (
    <section className={classes.card} aria-label="恢复密钥">
      <h2 className={classes.lead}>单位恢复密钥</h2>
      {state.warning && (
        <Alert color="amber" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {state.warning}
        </Alert>
      )}
      <Facts state={state} />
      {pages.length > 0 ? (
        <PagesNote pages={pages} onDone={() => setPages([])} />
      ) : (
        <div className={classes.actions}>
          {state.recipient === null ? (
            <Button loading={make.isPending} onClick={() => make.mutate({ replace: false })}>
              制作恢复密钥
            </Button>
          ) : (
            <>
              <Button onClick={() => setAsking('drill')}>演练</Button>
              <Button variant="default" onClick={() => setAsking('replace')}>
                另做一把
              </Button>
            </>
          )}
        </div>
      )}
      {asking === 'drill' && <DrillDialog onClose={() => setAsking(null)} />}
      <ConfirmDialog
        opened={asking === 'replace'}
        title="另做一把恢复密钥"
        confirm="另做一把"
        busy={make.isPending}
        onConfirm={() => make.mutate({ replace: true })}
        onClose={() => setAsking(null)}
      >
        <Text size="sm">
          份额丢了两份，或保管人离开时才需要。以后的数据包用新密钥；以前的数据包仍要旧份额才能打开，请继续保管旧份额。
        </Text>
      </ConfirmDialog>
    </section>
  );
};
