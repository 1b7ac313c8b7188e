import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { DayInput } from '#renderer/parts/day-input.tsx';
import type { SchemeForm } from '#shared/scoring/scheme-form.ts';
import type { FormProblem } from '#shared/scoring/scheme-reading.ts';
import { IndicatorSelect } from './indicator-select.tsx';
import classes from './scheme-editor.module.css';
import { SmallButton } from './small-button.tsx';

type VersionPanelProps = {
  readonly form: SchemeForm;
  readonly problems: readonly FormProblem[];
  readonly onChange: (part: Partial<SchemeForm>, tag: string | null) => void;
};

type Cell = 'version' | 'full' | 'docNo' | 'trim';

/** What is said of the version as a whole. */
export const VersionPanel = ({ form, problems, onChange }: VersionPanelProps) => {
  const wrong = new Set(problems.map(({ cell }) => cell));
  const text = (key: Cell, label: string) => (
    <TextInput
      label={label}
      size="xs"
      value={form[key]}
      error={wrong.has(key)}
      onChange={(event) => onChange({ [key]: event.currentTarget.value }, key)}
    />
  );
  const day = (key: 'validFrom' | 'validTo', label: string) => (
    <DayInput
      label={label}
      size="xs"
      value={form[key]}
      error={wrong.has(key)}
      onChange={(next) => onChange({ [key]: next }, key)}
    />
  );
  const setTie = (id: string, part: Partial<SchemeForm['ties'][number]>): void =>
    onChange({ ties: form.ties.map((tie) => (tie.id === id ? { ...tie, ...part } : tie)) }, null);
  return (
    <section aria-label="版本" className={classes.panel}>
      <h2>版本</h2>
      {problems.length > 0 && (
        <ul className={classes.wrong}>
          {problems.map((problem) => (
            <li key={problem.text}>{problem.text}</li>
          ))}
        </ul>
      )}
      <div className={classes.pair}>
        {text('version', '版本名称')}
        {text('full', '满分（分）')}
        {day('validFrom', '适用自')}
        {day('validTo', '适用至')}
        {text('docNo', '文号')}
        <span />
        <NativeSelect
          label="多位专家的分"
          size="xs"
          data={[
            { value: 'mean', label: '取平均' },
            { value: 'trimmed', label: '去高去低后平均' },
          ]}
          value={form.expertMean}
          onChange={(event) =>
            onChange({ expertMean: event.currentTarget.value as SchemeForm['expertMean'] }, null)
          }
        />
        {form.expertMean === 'trimmed' ? text('trim', '去掉最高最低各（个）') : <span />}
      </div>
      <table className={classes.lines} aria-label="同分比较">
        <thead>
          <tr>
            <th>同分时依次比较</th>
            <th>谁在前</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {form.ties.map(({ id, indicator, order }, at) => (
            <tr key={id}>
              <td data-column="indicator">
                <IndicatorSelect
                  name={`第 ${at + 1} 个比较的指标`}
                  kind="分档"
                  value={indicator}
                  onChange={(next) => setTie(id, { indicator: next })}
                />
              </td>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`第 ${at + 1} 个谁在前`}
                  data={[
                    { value: 'more', label: '大的' },
                    { value: 'less', label: '小的' },
                  ]}
                  value={order}
                  onChange={(event) =>
                    setTie(id, { order: event.currentTarget.value as 'more' | 'less' })
                  }
                />
              </td>
              <td>
                <SmallButton
                  label={`去掉第 ${at + 1} 个比较`}
                  onClick={() => onChange({ ties: form.ties.filter((tie) => tie.id !== id) }, null)}
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
        onClick={() =>
          onChange(
            {
              ties: [...form.ties, { id: crypto.randomUUID(), indicator: '', order: 'more' }],
            },
            null,
          )
        }
      >
        加一个比较
      </Button>
    </section>
  );
};
