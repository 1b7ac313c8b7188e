import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { indicatorNamed } from '#shared/scoring/indicators/index.ts';
import { type ItemForm, type LineForm, lineCells } from '#shared/scoring/scheme-form.ts';
import { IndicatorSelect } from './indicator-select.tsx';
import classes from './scheme-editor.module.css';
import { SmallButton } from './small-button.tsx';

/** What the columns of a rule's lines are called, by kind. */
const words: Readonly<Partial<Record<ItemForm['kind'], Partial<Record<keyof LineForm, string>>>>> =
  {
    分档: { from: '达到', points: '分值' },
    名次: { indicator: '名单', from: '前几名', points: '分值' },
    计数: { indicator: '计什么', points: '每个分值' },
    选项: { from: '选项', points: '分值' },
  };

type RuleLinesProps = {
  readonly item: ItemForm;
  /** Ids of lines something is wrong with. */
  readonly wrong: ReadonlySet<string>;
  /** `tag` names the cell: typing on in it is undone as one step. */
  readonly onChange: (lines: LineForm[], tag: string | null) => void;
};

/** The lines of a rule: 分档, 名次, 计数 and 选项. Enter in the last cell adds a line. */
export const RuleLines = ({ item, wrong, onChange }: RuleLinesProps) => {
  const table = useRef<HTMLTableElement>(null);
  const cells = lineCells[item.kind] ?? [];
  const named = words[item.kind] ?? {};
  const unit = item.kind === '分档' ? indicatorNamed(item.indicator)?.unit : undefined;
  const add = (): void => {
    const last = item.lines.at(-1);
    const blank = { indicator: last?.indicator ?? '', from: '', points: '' };
    onChange([...item.lines, { id: crypto.randomUUID(), ...blank }], null);
    // Once it stands there.
    requestAnimationFrame(() =>
      [...(table.current?.querySelectorAll<HTMLElement>('tbody tr:last-child input') ?? [])]
        .at(cells[0] === 'indicator' ? 1 : 0)
        ?.focus(),
    );
  };
  const set = (id: string, part: Partial<LineForm>, tag: string | null): void =>
    onChange(
      item.lines.map((line) => (line.id === id ? { ...line, ...part } : line)),
      tag,
    );
  return (
    <>
      <table ref={table} className={classes.lines} aria-label="记分规则">
        <thead>
          <tr>
            {cells.map((cell) => (
              <th key={cell}>
                {named[cell]}
                {cell === 'from' && unit ? `（${unit}）` : ''}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {item.lines.map((line, at) => (
            <tr key={line.id}>
              {cells.map((cell) => (
                <td key={cell} data-column={cell}>
                  {cell === 'indicator' ? (
                    <IndicatorSelect
                      name={`第 ${at + 1} 行${named.indicator}`}
                      kind={item.kind}
                      value={line.indicator}
                      error={wrong.has(line.id) && line.indicator === ''}
                      onChange={(indicator) => set(line.id, { indicator }, null)}
                    />
                  ) : (
                    <TextInput
                      size="xs"
                      aria-label={`第 ${at + 1} 行${named[cell]}`}
                      value={line[cell]}
                      error={wrong.has(line.id)}
                      onChange={(event) =>
                        set(line.id, { [cell]: event.currentTarget.value }, `${line.id} ${cell}`)
                      }
                      onKeyDown={(event) => {
                        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                        if (cell === 'points' && at === item.lines.length - 1) add();
                      }}
                    />
                  )}
                </td>
              ))}
              <td>
                <SmallButton
                  label={`去掉第 ${at + 1} 行`}
                  onClick={() =>
                    onChange(
                      item.lines.filter(({ id }) => id !== line.id),
                      null,
                    )
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size="0.9rem" aria-hidden />}
        onClick={add}
      >
        加一行
      </Button>
    </>
  );
};
