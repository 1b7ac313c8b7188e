import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPrinter, IconSearch, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown, today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { useTicked } from '#renderer/parts/use-ticked.ts';
import { foldText } from '#shared/fold.ts';
import type { ContactLine, ContactList } from '#shared/liaison-views.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { LiaisonDialog } from './liaison-dialog.tsx';
import classes from './today.module.css';
import { TodayPage } from './today-page.tsx';

const columns: readonly Column<ContactLine>[] = [
  { key: 'firm', title: '企业', width: 'minmax(13rem, 1.6fr)', cell: ({ name }) => name },
  { key: 'township', title: '乡镇街道', width: '6rem', cell: ({ township }) => township },
  { key: 'block', title: '块状产业', width: '6rem', cell: ({ block }) => block ?? nothingKnown },
  { key: 'tier', title: '层级', width: '4rem', cell: ({ tier }) => tier ?? nothingKnown },
  {
    key: 'goal',
    title: '培育目标',
    width: 'minmax(8rem, 1fr)',
    cell: ({ goal }) => goal ?? nothingKnown,
  },
  {
    key: 'contact',
    title: '联系人',
    width: 'minmax(6rem, 0.6fr)',
    cell: ({ contact }) => contact ?? <span className={classes.quiet}>未落实</span>,
  },
  { key: 'phone', title: '电话', width: '8rem', cell: ({ phone }) => phone ?? nothingKnown },
  {
    key: 'deputy',
    title: '副联系人',
    width: '6rem',
    cell: ({ deputy }) => deputy ?? nothingKnown,
  },
  {
    key: 'leader',
    title: '分管领导',
    width: '6rem',
    cell: ({ leader }) => leader ?? nothingKnown,
  },
  { key: 'since', title: '起始日期', width: '6.5rem', cell: ({ since }) => since ?? nothingKnown },
];

const wordsOf = (lines: readonly ContactLine[], key: 'township' | 'block'): string[] =>
  [...new Set(lines.flatMap((line) => line[key] ?? []))].sort((a, b) => a.localeCompare(b, 'zh'));

const views = [
  { value: 'listed', label: '已落实' },
  { value: 'open', label: '未落实' },
] as const;
type View = (typeof views)[number]['value'];

/** Firms without a contact look like lines that name nobody. */
const withoutContact = (list: ContactList): ContactLine[] =>
  list.uncovered.map((firm) => ({
    ...firm,
    ...{ contact: null, phone: null, deputy: null, leader: null, duty: null, since: null },
  }));

type ListProps = {
  readonly list: ContactList;
  readonly view: View;
  readonly person: string | null;
};

const List = ({ list, view, person }: ListProps) => {
  const [township, setTownship] = useState<string | null>(null);
  const [block, setBlock] = useState<string | null>(null);
  const [who, setWho] = useState(person);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState<ContactLine | null>(null);
  const all = view === 'listed' ? list.lines : withoutContact(list);
  const folded = foldText(text);
  const rows = all.filter(
    (line) =>
      (township === null || line.township === township) &&
      (block === null || line.block === block) &&
      (who === null || line.contact === who || line.deputy === who) &&
      foldText(line.name).includes(folded),
  );
  const { keys, selection } = useTicked(rows, ({ id }) => id);
  if (all.length === 0)
    return (
      <EmptyState
        icon={<IconUserCheck size="2.25rem" stroke={1.3} />}
        title={view === 'listed' ? '还没有指定联系企业人员' : '都已落实联系人'}
      >
        {view === 'listed'
          ? '在“未落实”里勾选企业（可按乡镇、块状产业筛选后全选），一次指定联系人、分管领导和起始日期。'
          : '重点企业（领军、骨干和当年培育计划内）都有联系人。'}
      </EmptyState>
    );
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          aria-label="查找企业"
          placeholder="按企业名称查找"
          w="13rem"
          leftSection={<IconSearch size="1rem" aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          aria-label="乡镇街道"
          placeholder="全部乡镇街道"
          clearable
          w="9rem"
          data={wordsOf(all, 'township')}
          value={township}
          onChange={setTownship}
        />
        <Select
          aria-label="块状产业"
          placeholder="全部块状产业"
          clearable
          w="9rem"
          data={wordsOf(all, 'block')}
          value={block}
          onChange={setBlock}
        />
        {view === 'listed' && (
          <Select
            aria-label="联系企业人员"
            placeholder="全部人员"
            clearable
            searchable
            w="9rem"
            data={list.people.map(({ name }) => name)}
            value={who}
            onChange={setWho}
          />
        )}
        <span className={classes.spring} />
        <span className={classes.said} role="status">
          共 {rows.length} 家{keys.length > 0 && `，选中 ${keys.length} 家`}
        </span>
        <Button disabled={keys.length === 0} onClick={() => setOpen(true)}>
          指定联系人
        </Button>
      </div>
      <DataTable
        label="联系企业人员名单"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        selection={selection}
        onOpen={setTold}
      />
      {isOpen && (
        <AssignDialog
          firms={keys}
          people={list.people}
          onClose={() => setOpen(false)}
          onDone={selection.clear}
        />
      )}
      {told && <LiaisonDialog firm={told} onClose={() => setTold(null)} />}
    </>
  );
};

/** 联系企业人员: who of ours looks after which firm, as of any day; and which firm has nobody. */
export const ContactsPage = () => {
  const person = new URLSearchParams(useSearch()).get('person');
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const [asOf, setAsOf] = useState('');
  const [view, setView] = useState<View>('listed');
  const [scope, setScope] = useState<'key' | 'all'>('key');
  const ask = { year, asOf: isDay(asOf) ? asOf : null, scope };
  const found = useAsk('today', 'contacts', ask, api.liaisons.list.query, { keep: true });
  const { data } = found;
  const paper = `${year}${ask.asOf ? ` ${ask.asOf}` : ''}`;
  const blocked = data?.lines.length === 0 ? '这一天还没有联系人' : null;
  return (
    <TodayPage
      tab="contacts"
      subtitle={
        data && `${data.asOf} · 已落实 ${data.lines.length} 家，未落实 ${data.uncovered.length} 家`
      }
      actions={
        <>
          <PaperButton kind="contact-table" id={paper} label="Excel 名单" blocked={blocked} />
          <PaperButton kind="contact-annex" id={paper} label="Word 附件" blocked={blocked} />
          <Button
            component={Link}
            href={`/today/contacts/print?year=${year}${ask.asOf ? `&on=${ask.asOf}` : ''}`}
            variant="default"
            leftSection={<IconPrinter size="1.1rem" aria-hidden />}
          >
            打印名单
          </Button>
        </>
      }
    >
      <div className={classes.bar}>
        <Group gap="xs" role="group" aria-label="名单">
          {views.map(({ value, label }) => (
            <Button
              key={value}
              size="compact-sm"
              variant={view === value ? 'light' : 'default'}
              onClick={() => setView(value)}
            >
              {label} {data && (value === 'listed' ? data.lines : data.uncovered).length} 家
            </Button>
          ))}
        </Group>
        {view === 'open' && (
          <Select
            aria-label="范围"
            w="15rem"
            allowDeselect={false}
            data={[
              { value: 'key', label: '重点企业（领军、骨干、计划内）' },
              { value: 'all', label: '全部企业' },
            ]}
            value={scope}
            onChange={(next) => setScope(next === 'all' ? 'all' : 'key')}
          />
        )}
        <span className={classes.spring} />
        <NumberInput
          aria-label="年度"
          w="6.5rem"
          suffix=" 年"
          min={1990}
          max={2200}
          value={year}
          onChange={(next) => {
            if (typeof next === 'number' && next >= 1990 && next <= 2200) setYear(next);
          }}
        />
        <DayInput
          aria-label="截止日期"
          placeholder="截止日期"
          w="10rem"
          value={asOf}
          onChange={setAsOf}
        />
      </div>
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {data && <List key={view} list={data} view={view} person={person} />}
    </TodayPage>
  );
};
