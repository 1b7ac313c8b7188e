import { Button, Checkbox, Popover, ScrollArea, Text } from '@mantine/core';
import { IconChevronDown, IconFilterOff } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import {
  conditions,
  type FirmFilter,
  isUnfiltered,
  noFilter,
  wordFilters,
} from '#shared/firm-list.ts';
import classes from './firm-filters.module.css';

type Option = { readonly value: string; readonly label: string; readonly firms?: number };

type ChoiceProps = {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: string[]) => void;
};

/** One filter: a button that says what is chosen, and a list to tick. */
const Choice = ({ label, options, chosen, onChoose }: ChoiceProps) => {
  const names = options.filter((o) => chosen.includes(o.value)).map((o) => o.label);
  const said = names.length > 2 ? `${names.length} 项` : names.join('、');
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          size="compact-sm"
          rightSection={<IconChevronDown size="0.9rem" aria-hidden />}
        >
          {said === '' ? label : `${label}：${said}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ScrollArea.Autosize mah="20rem" type="auto">
          <Checkbox.Group value={[...chosen]} onChange={onChoose} aria-label={label}>
            {options.map(({ value, label: name, firms }) => (
              <Checkbox
                key={value}
                value={value}
                size="xs"
                className={classes.option}
                label={
                  <span className={classes.word}>
                    {name}
                    {firms !== undefined && <span className={classes.count}>{firms}</span>}
                  </span>
                }
              />
            ))}
          </Checkbox.Group>
          {options.length === 0 && (
            <Text size="sm" c="dimmed">
              档案里还没有填{label}
            </Text>
          )}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
};

type FirmFiltersProps = {
  readonly filter: FirmFilter;
  readonly onChange: (some: Partial<FirmFilter>) => void;
  readonly onClear: () => void;
};

/** What narrows the list; all of it must hold. */
export const FirmFilters = ({ filter, onChange, onClear }: FirmFiltersProps) => {
  const words = useAsk('enterprises', 'words', undefined, () => api.firmList.words.query(), {
    keep: true,
  });
  const narrowed = !isUnfiltered({ ...filter, search: '' });
  return (
    <fieldset className={classes.filters} aria-label="筛选">
      {wordFilters.map(({ key, label }) => (
        <Choice
          key={key}
          label={label}
          chosen={filter[key]}
          options={(words.data?.[key] ?? [])
            .filter(({ word }) => word !== '' || (words.data?.[key].length ?? 0) > 1)
            .map(({ word, firms }) => ({ value: word, label: word || '未填', firms }))}
          onChoose={(chosen) => onChange({ [key]: chosen })}
        />
      ))}
      <Choice
        label="条件"
        chosen={filter.conditions}
        options={conditions.map(({ key, label }) => ({ value: key, label }))}
        onChoose={(chosen) =>
          onChange({ conditions: conditions.map((c) => c.key).filter((k) => chosen.includes(k)) })
        }
      />
      {narrowed && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconFilterOff size="0.95rem" aria-hidden />}
          onClick={onClear}
        >
          清除筛选
        </Button>
      )}
    </fieldset>
  );
};

/** A filter of the words only: what was typed stays. */
export const withoutWords = (filter: FirmFilter): FirmFilter => ({
  ...noFilter,
  search: filter.search,
});
