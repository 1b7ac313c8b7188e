import { Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NamedFirm } from '#shared/firm-lines.ts';
import classes from './pasted-firms.module.css';
import type { ChosenLine, FirmLines } from './use-firm-lines.ts';

const firmWords = ({ name, township, why }: NamedFirm): string =>
  `${name}${township ? `（${township}）` : ''}${why ? `，${why}` : ''}`;

const verdictWords = ({ verdict, firm, problem }: ChosenLine): string => {
  const said = {
    sure: '',
    likely: '名称不全相同，请核对',
    several: '有几家，请选定',
    none: '没有找到；改写后按回车再找',
  };
  return [said[verdict], problem ?? '', firm === '' && verdict !== 'none' ? '不列入' : '']
    .filter((words) => words !== '')
    .join('；');
};

type RowProps = { readonly line: ChosenLine; readonly lines: FirmLines };

/** Other words for a line that was not found. */
const Rewrite = ({ line, lines }: RowProps) => {
  const [words, setWords] = useState(line.text.replaceAll('\t', ' '));
  const again = (): void => {
    if (words.trim() !== '') void lines.rewrite(line.no, words);
  };
  return (
    <TextInput
      size="xs"
      aria-label={`第 ${line.no} 行改写后再找`}
      placeholder="改写后按回车再找"
      value={words}
      onChange={(event) => setWords(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        again();
      }}
    />
  );
};

const Row = ({ line, lines }: RowProps) => {
  const { no, text, verdict, firms, firm } = line;
  const [first] = firms;
  return (
    <tr data-verdict={verdict}>
      <td className={classes.no}>{no}</td>
      <td>{text.replaceAll('\t', '　')}</td>
      <td>
        {verdict === 'sure' && first && firmWords(first)}
        {(verdict === 'likely' || verdict === 'several') && (
          <NativeSelect
            size="xs"
            aria-label={`第 ${no} 行是哪一家`}
            value={firm}
            data={[
              {
                value: '',
                label: verdict === 'several' && firm === '' ? '请选定，或不列入' : '不列入',
              },
              ...firms.map((one) => ({ value: one.id, label: firmWords(one) })),
            ]}
            onChange={(event) => lines.choose(no, event.currentTarget.value)}
          />
        )}
        {verdict === 'none' && <Rewrite line={line} lines={lines} />}
        {verdictWords(line) !== '' && <small>{verdictWords(line)}</small>}
      </td>
    </tr>
  );
};

/** What is to be looked at stands first. */
const order = ['none', 'several', 'likely', 'sure'] as const;

/** A column of names or codes out of a workbook, and what each line was found to be. */
export const PastedFirms = ({ lines }: { readonly lines: FirmLines }) => {
  const found = lines.lines;
  if (found === null)
    return (
      <div className={classes.paste}>
        <Textarea
          data-autofocus
          label="企业名单"
          description="从表格里复制企业名称或信用代码那一列，粘贴到这里，一行一家；曾用名也认得"
          autosize
          minRows={8}
          maxRows={12}
          value={lines.text}
          onChange={(event) => lines.type(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            if (lines.text.trim() !== '' || !pasted.includes('\n')) return;
            event.preventDefault();
            lines.type(pasted);
            void lines.look(pasted);
          }}
        />
        <Group justify="flex-end" mt="xs">
          <Button
            variant="default"
            loading={lines.busy}
            disabled={lines.text.trim() === ''}
            onClick={() => void lines.look()}
          >
            查找
          </Button>
        </Group>
      </div>
    );
  const count = (verdict: ChosenLine['verdict']): number =>
    found.filter((line) => line.verdict === verdict).length;
  const twice = found.length - lines.left - lines.firms.length;
  const parts = [
    `共 ${found.length} 行`,
    `找到 ${count('sure')} 行`,
    ...(count('likely') > 0 ? [`请核对 ${count('likely')} 行`] : []),
    ...(count('several') > 0 ? [`请选定 ${count('several')} 行`] : []),
    ...(count('none') > 0 ? [`没有找到 ${count('none')} 行`] : []),
    ...(twice > 0 ? [`${twice} 行与别的行是同一家`] : []),
  ];
  return (
    <div className={classes.paste}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" role="status">
          {parts.join('，')}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={() => lines.type(lines.text)}>
          改名单
        </Button>
      </Group>
      <div className={classes.frame}>
        <table className={classes.lines} aria-label="名单里的企业">
          <thead>
            <tr>
              <th scope="col" className={classes.no}>
                行
              </th>
              <th scope="col">名单里写的</th>
              <th scope="col">企业</th>
            </tr>
          </thead>
          <tbody>
            {order.flatMap((verdict) =>
              found
                .filter((line) => line.verdict === verdict)
                .map((line) => <Row key={`${line.no} ${line.text}`} line={line} lines={lines} />),
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
};
