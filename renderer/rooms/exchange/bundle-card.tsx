import { Alert, Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockExclamation,
  IconPackageImport,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatBytes, formatMoment } from '#renderer/parts/formats.ts';
import { type BundlePreview, bundleKindLabels, envelopeLabels } from '#shared/exchange.ts';
import classes from './panel.module.css';
import { countsInWords, partyInWords, receiptInWords, skewInWords } from './words.ts';

const Check = ({ children, warn }: { readonly children: ReactNode; readonly warn?: boolean }) => (
  <li className={classes.check} data-warn={warn || undefined}>
    {warn ? (
      <IconClockExclamation size="1.1rem" aria-hidden />
    ) : (
      <IconCircleCheck size="1.1rem" aria-hidden />
    )}
    <span>{children}</span>
  </li>
);

type BundleCardProps = {
  readonly fileName: string;
  readonly preview: BundlePreview;
  readonly onMerge: () => void;
  readonly onClose: () => void;
};

/** What is in a bundle, and what its checks say. Nothing has been written yet. */
export const BundleCard = ({ fileName, preview, onMerge, onClose }: BundleCardProps) => {
  const { from, missing, receipt } = preview;
  const skew = skewInWords(preview.clockSkewMinutes);
  const isReceipt = preview.kind === 'receipt';
  const isSnapshot = preview.kind === 'snapshot';
  const gap = missing.length > 0;
  return (
    <section className={classes.card} aria-label="数据包内容">
      <h2 className={classes.lead}>
        {partyInWords(from)}的
        {isReceipt ? '回执' : `第 ${preview.number} 号${bundleKindLabels[preview.kind]}`}
      </h2>
      <FieldList>
        <FieldRow label="文件">
          {fileName}（{formatBytes(preview.bytes)}）
        </FieldRow>
        {preview.envelope === 'sm' && <FieldRow label="信封">{envelopeLabels.sm}</FieldRow>}
        <FieldRow label="制作时间">{formatMoment(preview.madeAt)}（对方电脑的时间）</FieldRow>
        {!isReceipt && (
          <>
            <FieldRow label="新内容">
              {isSnapshot ? '记录' : '改动'} {preview.changes} 条，照片 {preview.media} 张
            </FieldRow>
            {!isSnapshot && <FieldRow label="原已有">{preview.alreadyHad} 条，不会重复</FieldRow>}
            <FieldRow label="分类" wide>
              {countsInWords(preview.counts)}
            </FieldRow>
          </>
        )}
        {receipt && (
          <FieldRow label="回执内容" wide>
            {receiptInWords(receipt).join('\n')}
          </FieldRow>
        )}
      </FieldList>
      <ul className={classes.checks} aria-label="检查结果">
        <Check>签名有效，签名人的名片本机已信任（指纹 {from.fingerprint}）</Check>
        <Check>内容与签名逐项相符，途中没有被改动</Check>
        {skew && <Check warn>{skew}</Check>}
      </ul>
      {gap && (
        <Alert
          color="amber"
          variant="light"
          mt="md"
          role="alert"
          icon={<IconAlertTriangle aria-hidden />}
          title="前面还缺内容，现在只能寄存"
        >
          {missing.map((line) => (
            <div key={line}>{line}</div>
          ))}
          可以先寄存在本机：缺的内容到了会自动并入，不用再读一次；「记录」里会一直提醒。
        </Alert>
      )}
      <div className={classes.actions}>
        <Button leftSection={<IconPackageImport size="1.1rem" aria-hidden />} onClick={onMerge}>
          {gap ? '寄存' : isReceipt ? '读入回执' : isSnapshot ? '从快照开始' : '并入'}
        </Button>
        <Button variant="default" onClick={onClose}>
          先不并入
        </Button>
      </div>
    </section>
  );
};
