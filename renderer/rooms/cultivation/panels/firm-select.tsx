import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';

export type ChosenFirm = { readonly id: string; readonly name: string };

type FirmSelectProps = {
  readonly label: string;
  readonly w?: string;
  readonly value: ChosenFirm | null;
  readonly onChange: (firm: ChosenFirm | null) => void;
};

/** One firm out of the roll, found by some letters. */
export const FirmSelect = ({ label, w, value, onChange }: FirmSelectProps) => {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 120);
  const found = useAsk(
    'enterprises',
    'list',
    { search: search === value?.name ? '' : search, limit: 20, offset: 0 },
    api.enterprises.list.query,
    { keep: true },
  );
  const firms = (found.data?.rows ?? []).map(({ id, name }) => ({ id, name }));
  const shown = value && !firms.some(({ id }) => id === value.id) ? [value, ...firms] : firms;
  return (
    <Select
      label={label}
      size="xs"
      {...(w === undefined ? {} : { w })}
      placeholder="名称、信用代码或拼音首字母"
      searchable
      clearable
      // The process has found them already, also by their initials.
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      data={shown.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(shown.find((firm) => firm.id === id) ?? null)}
      nothingFoundMessage="没有找到"
    />
  );
};
