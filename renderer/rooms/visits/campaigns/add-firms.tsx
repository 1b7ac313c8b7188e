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
import {
  type FirmChoice,
  type FirmFilter,
  filterWords,
  noFilter,
  type WordFilter,
} from '#shared/firm-list.ts';
import classes from './campaigns.module.css';
import { PastedFirms } from './pasted-firms.tsx';
import { useFirmLines } from './use-firm-lines.ts';

type AddFirmsProps = { readonly campaign: string; readonly onClose: () => void };

const ways = [
  { value: 'filter', label: '按条件' },
  { value: 'view', label: '按视图' },
  { value: 'paste', label: '粘贴名单' },
  { value: 'pick', label: '逐家挑选' },
] as const;
type Way = (typeof ways)[number]['value'];

const filters: readonly { readonly key: WordFilter; readonly label: string }[] = [
  { key: 'township', label: '乡镇' },
  { key: 'block', label: '块状产业' },
  { key: 'tier', label: '层级' },
  { key: 'industry', label: '行业' },
  { key: 'status', label: '状态' },
];

const mostShown = 50;

type FilterProps = {
  readonly filter: FirmFilter;
  readonly onChange: (filter: FirmFilter) => void;
};

const ByFilter = ({ filter, onChange }: FilterProps) => {
  const words = useAsk('enterprises', 'words', undefined, () => api.firmList.words.query());
  return (
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
          onChange={(chosen) => onChange({ ...filter, [key]: chosen })}
        />
      ))}
    </div>
  );
};

/** Views of the list of firms: one's own first. */
const useViews = () => {
  const views = useAsk('enterprises', 'views', undefined, () => api.firmList.views.query());
  return [...(views.data?.own ?? []), ...(views.data?.builtIn ?? [])];
};

type ViewProps = {
  readonly views: ReturnType<typeof useViews>;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

const ByView = ({ views, chosen, onChoose }: ViewProps) => (
  <Radio.Group className={classes.pick} aria-label="名单视图" value={chosen} onChange={onChoose}>
    <ul>
      {views.map(({ id, name, filter }) => {
        const words = filterWords(filter) || '全部企业';
        return (
          <li key={id}>
            <Radio value={id} label={name} description={words === name ? null : words} />
          </li>
        );
      })}
    </ul>
  </Radio.Group>
);

/** Firms for a campaign: by conditions, by a view of the list, by a pasted column, or one by one; and who asks them. */
export const AddFirms = ({ campaign, onClose }: AddFirmsProps) => {
  const [way, setWay] = useState<Way>('filter');
  const [filter, setFilter] = useState<FirmFilter>(noFilter);
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const [viewId, setViewId] = useState('');
  const [asker, setAsker] = useState<'contact' | 'person'>('contact');
  const [person, setPerson] = useState('');
  const box = useSearchBox('', 120);
  const lines = useFirmLines();
  const views = useViews();
  const view = views.find(({ id }) => id === viewId);
  const asked = {
    ...{ filter, paste: noFilter },
    ...{ view: view?.filter ?? noFilter, pick: { ...noFilter, search: box.search } },
  }[way];
  const firms = useAsk(
    'enterprises',
    'list',
    { ...asked, limit: mostShown, offset: 0 },
    api.enterprises.list.query,
    { keep: true },
  );
  const found = firms.data?.total ?? 0;
  const chosen = { paste: lines.firms, pick: [...picked.keys()] };
  const count = way === 'paste' || way === 'pick' ? chosen[way].length : found;
  const choice: FirmChoice =
    way === 'paste' || way === 'pick' ? { ids: chosen[way] } : { filter: asked, order: null };
  const isReady = count > 0 && !firms.isPlaceholderData && (way !== 'view' || view !== undefined);
  const remove = useTell(api.campaigns.removeReturns.mutate, { changes: ['visits'] });
  const add = useTell(api.campaigns.addFirms.mutate, {
    changes: ['visits'],
    onDone: ({ ids }) => {
      const known = count - ids.length;
      const already = known > 0 ? `，另有 ${known} 家原来就在名单里` : '';
      if (ids.length === 0) showDone('这些企业都已经在名单里');
      else showUndo(`已列入 ${ids.length} 家${already}`, () => remove.mutate({ ids: [...ids] }));
      onClose();
    },
  });
  const out = way === 'paste' && lines.left > 0 ? `（${lines.left} 行不列入）` : '';
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size="xl"
      title="列入企业"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <SegmentedControl
        size="xs"
        aria-label="怎样列入"
        value={way}
        onChange={(next) => setWay(next as Way)}
        data={[...ways]}
      />
      {way === 'filter' && <ByFilter filter={filter} onChange={setFilter} />}
      {way === 'view' && <ByView views={views} chosen={viewId} onChoose={setViewId} />}
      {way === 'paste' && <PastedFirms lines={lines} />}
      {way === 'pick' && (
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
          disabled={!isReady}
          onClick={() =>
            add.mutate({
              id: campaign,
              choice,
              asker: asker === 'contact' ? 'contact' : { person: person.trim() || null },
            })
          }
        >
          {way === 'view' && !view ? '请选一个视图' : `列入 ${count} 家${out}`}
        </Button>
      </Group>
    </Modal>
  );
};
