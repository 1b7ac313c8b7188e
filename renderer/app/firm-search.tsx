import { Combobox, Highlight, Kbd, Text, TextInput, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { RollReading } from '#renderer/parts/roll-reading.tsx';
import { useEarlyEnter } from '#renderer/parts/use-early-enter.ts';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import { api } from './api.ts';
import classes from './firm-search.module.css';
import { useAsk } from './query.ts';

const mostHits = 8;

/** Ctrl+K, a few letters (also pinyin initials), Enter: the firm. */
export const FirmSearch = () => {
  const input = useRef<HTMLInputElement>(null);
  const { text, search, set, input: boxProps } = useSearchBox('', 120);
  const [path, navigate] = useLocation();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  useHotkeys([['mod+K', () => input.current?.select()]], []);

  const hits = useAsk(
    'enterprises',
    'list',
    { search, limit: mostHits, offset: 0 },
    api.enterprises.list.query,
    { enabled: search !== '', keep: true },
  );
  const rows = text.trim() === '' ? [] : (hits.data?.rows ?? []);

  const settled = search === text.trim() && hits.isSuccess && !hits.isPlaceholderData;

  // What was searched has been found, or given up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the reason to clear.
  useEffect(() => set(''), [path]);

  const open = (id: string): void => {
    set('');
    combobox.closeDropdown();
    input.current?.blur();
    navigate(`/enterprises/${id}`);
  };

  // Enter opens the best hit without an arrow key first; while the answer is under way there is none.
  const first = rows[0]?.id;
  useEffect(() => {
    if (settled && first !== undefined) combobox.selectFirstOption();
    else combobox.resetSelectedOption();
  }, [settled, first, combobox.selectFirstOption, combobox.resetSelectedOption]);
  const enter = useEarlyEnter(settled, () => {
    if (first !== undefined) open(first);
  });

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={open}
      position="bottom-start"
      width="min(28.75rem, 94vw)"
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          className={classes.search}
          role="combobox"
          aria-label="搜索企业"
          placeholder="搜索企业：名称、代码、拼音首字母"
          leftSection={<IconSearch size="1rem" aria-hidden />}
          rightSection={<Kbd size="xs">Ctrl K</Kbd>}
          rightSectionWidth="4rem"
          rightSectionPointerEvents="none"
          {...boxProps}
          onChange={(event) => {
            enter.forget();
            boxProps.onChange(event);
            combobox.openDropdown();
          }}
          onFocus={() => text !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') set('');
            else if (!settled) enter.onKeyDown(event);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ''}>
        <Combobox.Options
          aria-label="找到的企业"
          className={classes.options}
          aria-busy={text.trim() !== '' && !settled}
        >
          {rows.map((row) => (
            <Combobox.Option key={row.id} value={row.id}>
              <Highlight highlight={text.trim()} size="sm" truncate color="ink.1">
                {row.name}
              </Highlight>
              <Text size="xs" c="dimmed" truncate>
                {[row.uscc, row.township].filter(Boolean).join(' · ')}
              </Text>
            </Combobox.Option>
          ))}
          {rows.length === 0 && search !== '' && hits.isFetching && <RollReading />}
          {rows.length === 0 && hits.isSuccess && search === text.trim() && (
            <Combobox.Empty>没有找到「{search}」</Combobox.Empty>
          )}
        </Combobox.Options>
        {(hits.data?.total ?? 0) > mostHits && rows.length > 0 && (
          <Combobox.Footer>
            <Text size="xs" c="dimmed">
              共 {hits.data?.total} 家，再输几个字可缩小范围
            </Text>
          </Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
};
