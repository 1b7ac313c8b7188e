import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  Radio,
  SegmentedControl,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import { type FirmFilter, noFilter, type WordFilter } from '#shared/firm-list.ts';
import classes from './campaigns.module.css';

type AddFirmsProps = { readonly campaign: string; readonly onClose: () => void };

const filters: readonly { readonly key: WordFilter; readonly label: string }[] = [
  { key: 'township', label: '乡镇' },
  { key: 'block', label: '块状产业' },
  { key: 'tier', label: '层级' },
  { key: 'industry', label: '行业' },
  { key: 'status', label: '状态' },
];

const mostShown = 50;

/** Firms for a campaign: by conditions, or one by one; and who asks them. */
export const AddFirms = ({ campaign, onClose }: AddFirmsProps) => {
  const [way, setWay] = useState<'filter' | 'pick'>('filter');
  const [filter, setFilter] = useState<FirmFilter>(noFilter);
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const [asker, setAsker] = useState<'contact' | 'person'>('contact');
  const [person, setPerson] = useState('');
  const box = useSearchBox('', 120);
  const words = useAsk('enterprises', 'words', undefined, () => api.firmList.words.query());
  const asked = way === 'filter' ? filter : { ...noFilter, search: box.search };
  const firms = useAsk(
    'enterprises',
    'list',
    { ...asked, limit: mostShown, offset: 0 },
    api.enterprises.list.query,
    { keep: true },
  );
  const found = firms.data?.total ?? 0;
  const count = way === 'filter' ? found : picked.size;
  const remove = useTell(api.campaigns.removeReturns.mutate, { changes: ['visits'] });
  const add = useTell(api.campaigns.addFirms.mutate, {
    changes: ['visits'],
    onDone: ({ ids }) => {
      if (ids.length === 0) showDone('这些企业都已经在名单里');
      else showUndo(`已列入 ${ids.length} 家`, () => remove.mutate({ ids: [...ids] }));
      onClose();
    },
  });
  const submit = (): void =>
    add.mutate({
      id: campaign,
      choice: way === 'filter' ? { filter, order: null } : { ids: [...picked.keys()] },
      asker: asker === 'contact' ? 'contact' : { person: person.trim() || null },
    });
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size="lg"
      title="列入企业"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <SegmentedControl
        size="xs"
        aria-label="怎样列入"
        value={way}
        onChange={(next) => setWay(next as typeof way)}
        data={[
          { value: 'filter', label: '按条件' },
          { value: 'pick', label: '逐家挑选' },
        ]}
      />
      {way === 'filter' ? (
        <div className={classes.choose}>
          {filters.map(({ key, label }) => (
            <MultiSelect
              key={key}
              label={label}
              searchable
              clearable
              placeholder={filter[key].length === 0 ? '不限' : ''}
              value={filter[key]}
              data={(words.data?.[key] ?? [])
                .filter(({ word }) => word !== '')
                .map(({ word, firms: n }) => ({ value: word, label: `${word}（${n}）` }))}
              onChange={(chosen) => setFilter({ ...filter, [key]: chosen })}
            />
          ))}
        </div>
      ) : (
        <div className={classes.pick}>
          <TextInput
            label="查找企业"
            placeholder="名称、信用代码或拼音首字母"
            data-autofocus
            {...box.input}
          />
          <ul aria-label="可列入的企业">
            {(firms.data?.rows ?? []).map(({ id, name, township }) => (
              <li key={id}>
                <Checkbox
                  label={`${name}${township ? `（${township}）` : ''}`}
                  checked={picked.has(id)}
                  onChange={() => {
                    const next = new Map(picked);
                    if (!next.delete(id)) next.set(id, name);
                    setPicked(next);
                  }}
                />
              </li>
            ))}
          </ul>
          {found > mostShown && (
            <Text size="xs" c="dimmed">
              共 {found} 家，只列出前 {mostShown} 家，再输几个字可缩小范围
            </Text>
          )}
        </div>
      )}
      <Radio.Group
        label="谁去问"
        mt="md"
        value={asker}
        onChange={(next) => setAsker(next as typeof asker)}
      >
        <Group gap="lg" mt={4}>
          <Radio value="contact" label="各企业的联系人员" />
          <Radio value="person" label="指定一人" />
          {asker === 'person' && (
            <Autocomplete
              aria-label="调研人"
              placeholder="姓名，可留空"
              maxLength={50}
              w="10rem"
              data={[]}
              value={person}
              onChange={setPerson}
            />
          )}
        </Group>
      </Radio.Group>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          loading={add.isPending}
          disabled={count === 0 || firms.isPlaceholderData}
          onClick={submit}
        >
          列入 {count} 家
        </Button>
      </Group>
    </Modal>
  );
};
