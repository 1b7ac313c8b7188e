import { Button, Menu, Text } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconFileText,
  IconFileTypePdf,
  IconPrinter,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { api, refusalOf, saveOffered } from '#renderer/app/api.ts';
import { showDone, showFailure, useAsk } from '#renderer/app/query.ts';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';
import type { DeliveredPaper, Delivery, PaperMeans, PaperOutput } from '#shared/papers/make.ts';

type Format = { readonly id: string | null; readonly name: string; readonly format: string };

type PaperGroupProps = {
  /** What the button says. */
  readonly label: string;
  readonly size?: 'xs' | 'sm' | 'compact-sm';
  /** Why no paper can be made now; shown on the button, which then does nothing. */
  readonly blocked?: string | null;
  /** The standard form first. */
  readonly formats: readonly Format[];
  /** The one the button makes, and what is laid out or printed. */
  readonly chosen: string | null;
  readonly make: (format: string | null, delivery: Delivery) => Promise<DeliveredPaper>;
  /** What else is chosen in the menu, before the format. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
};

/** What this computer cannot do, and how the person does it. */
const notHere = ({ pdf, print }: PaperMeans): readonly string[] => [
  ...(pdf
    ? []
    : [
        '这台电脑上没有找到 LibreOffice，不能直接生成 PDF：先生成文件，再在 WPS 或 Word 里另存为 PDF。',
      ]),
  ...(print ? [] : ['这台电脑不能替您打开文件：先生成文件，再打开打印。']),
];

/** A choice that stands, of a menu. */
export const Chosen = ({ yes }: { readonly yes: boolean }) => (
  <IconCheck size="1rem" aria-hidden visibility={yes ? undefined : 'hidden'} />
);

/**
 * Makes a paper and delivers it: the button saves it as a file, the menu beside it offers its formats, PDF, and to
 * print it. Every button in the program that makes a paper is one of these.
 */
export const PaperGroup = (props: PaperGroupProps) => {
  const { label, size = 'sm', blocked = null, formats, chosen } = props;
  const means = useAsk('settings', 'paperMeans', undefined, () => api.papers.means.query());
  const work = useJob();
  const [waits, setWaits] = useState(false);
  const deliver = async (format: string | null, as: PaperOutput): Promise<void> => {
    // The file itself is there before a dialog would be.
    setWaits(as !== 'file');
    const paper = await work.run((job) =>
      props.make(format, { as, job }).catch((failure: unknown) => {
        if (refusalOf(failure)?.code === 'job.cancelled') throw failure;
        showFailure(failure);
        return undefined;
      }),
    );
    if (!paper) return;
    if (paper.opened) showDone(`已打开：${paper.fileName}，在打开的窗口里打印`);
    else if (await saveOffered(paper.ticket)) showDone(`已生成：${paper.fileName}`);
  };
  const { pdf = false, print = false } = means.data ?? {};
  const format = formats.find(({ id }) => id === chosen) ?? formats[0];
  return (
    <>
      <Button.Group>
        <Button
          variant="default"
          size={size}
          leftSection={<IconFileText size="1.1rem" aria-hidden />}
          loading={work.job !== null}
          disabled={blocked !== null}
          title={blocked ?? format?.name}
          onClick={() => void deliver(chosen, 'file')}
        >
          {label}
        </Button>
        <Menu position="bottom-end" width="max-content">
          <Menu.Target>
            <Button
              variant="default"
              size={size}
              px="xs"
              disabled={blocked !== null || work.job !== null}
              aria-label={`${label}：选择格式`}
            >
              <IconChevronDown size="1rem" aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {props.before}
            <Menu.Label>用哪种格式生成</Menu.Label>
            {formats.map((option) => (
              <Menu.Item
                key={option.id ?? ''}
                leftSection={<Chosen yes={option.id === chosen} />}
                rightSection={option.format && `.${option.format}`}
                onClick={() => void deliver(option.id, 'file')}
              >
                {option.name}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconFileTypePdf size="1rem" aria-hidden />}
              disabled={!pdf}
              onClick={() => void deliver(chosen, 'pdf')}
            >
              PDF
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPrinter size="1rem" aria-hidden />}
              disabled={!print}
              onClick={() => void deliver(chosen, 'print')}
            >
              打开并打印
            </Menu.Item>
            {means.data &&
              notHere(means.data).map((sentence) => (
                <Text key={sentence} size="xs" c="dimmed" px="sm" py={4} maw="18rem">
                  {sentence}
                </Text>
              ))}
            {props.after}
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <JobDialog
        job={waits ? work.job : null}
        title={label}
        onCancel={work.cancel}
        cancelling={work.cancelling}
      />
    </>
  );
};
