import { Button, Text } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Offered } from '#api/contract.ts';
import { saveOffered } from '#renderer/app/api.ts';
import { showFailure } from '#renderer/app/query.ts';
import { bundleKindLabels, type CardView, type MergeResult } from '#shared/exchange.ts';
import classes from './panel.module.css';
import {
  mergeInWords,
  parkedInWords,
  partyInWords,
  receiptInWords,
  unparkedInWords,
} from './words.ts';

export type Merged = {
  readonly result: MergeResult & { readonly receiptFile: Offered | null };
  readonly from: CardView;
};

/** What merging did, and the receipt to hand back. */
export const MergedCard = ({
  merged: { result, from },
  onClose,
}: {
  readonly merged: Merged;
  readonly onClose: () => void;
}) => {
  const [saved, setSaved] = useState(false);
  const { receipt, receiptFile } = result;
  const save = async (ticket: string): Promise<void> => {
    try {
      if (await saveOffered(ticket)) setSaved(true);
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <section className={classes.card} aria-label="并入结果">
      <h2 className={classes.lead}>
        {result.kind === 'receipt'
          ? `已读入${partyInWords(from)}的回执`
          : result.parked
            ? `已寄存${partyInWords(from)}的第 ${result.number} 号数据包`
            : `已并入${partyInWords(from)}的第 ${result.number} 号${bundleKindLabels[result.kind]}`}
      </h2>
      {result.kind !== 'receipt' &&
        (result.parked ? parkedInWords(result) : [mergeInWords(result)]).map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      {unparkedInWords(result).map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
      {result.kind === 'receipt' &&
        receipt &&
        receiptInWords(receipt).map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      {receiptFile && (
        <Text size="sm" mt="xs">
          {saved
            ? `回执文件 ${receiptFile.fileName} 已保存，请交还给对方；对方读入后就知道哪些已经并入。`
            : result.parked
              ? '请保存回执并交还给对方：对方读入后再做一个数据包，就会带上所缺的内容。'
              : '请保存回执并交还给对方：没有回执，对方只能一直显示「已导出未回执」。'}
        </Text>
      )}
      <div className={classes.actions}>
        {receiptFile && (
          <Button
            variant={saved ? 'default' : 'filled'}
            leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
            onClick={() => void save(receiptFile.ticket)}
          >
            {saved ? '再存一份回执' : '保存回执'}
          </Button>
        )}
        <Button variant={receiptFile && !saved ? 'default' : 'filled'} onClick={onClose}>
          完成
        </Button>
      </div>
    </section>
  );
};
