import { Autocomplete, Button, Group, Modal, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { Assigned, ContactList } from '#shared/liaison-views.ts';
import { liaisonRoles } from '#shared/registers/liaison.ts';
import classes from './today.module.css';

type AssignDialogProps = {
  /** Ids of the firms. */
  readonly firms: readonly string[];
  readonly people: ContactList['people'];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** 指定联系人: one person for all chosen firms from a day on; what was stays in their history. */
export const AssignDialog = ({ firms, people, onClose, onDone }: AssignDialogProps) => {
  const [role, setRole] = useState<(typeof liaisonRoles)[number]>('联系人');
  const [person, setPerson] = useState('');
  const [phone, setPhone] = useState<string | null>(null);
  const [leader, setLeader] = useState<string | null>(null);
  const [since, setSince] = useState(today());
  const [duty, setDuty] = useState('');
  const [docNo, setDocNo] = useState('');
  const known = people.find(({ name }) => name === person.trim());
  const undo = useTell(api.liaisons.undo.mutate, {
    onDone: ({ restored, kept }) =>
      showDone(`已撤销：${restored} 家恢复${kept > 0 ? `，${kept} 家之后有改动，保留` : ''}`),
  });
  const assign = useTell(api.liaisons.assign.mutate, {
    onDone: ({ firms: changed, unchanged, run }: Assigned) => {
      const words = `${role}：${person.trim() || '不再联系'}，${changed} 家${unchanged > 0 ? `（另有 ${unchanged} 家原来就是）` : ''}`;
      if (run === null) showDone(words);
      else showUndo(words, () => undo.mutate({ id: run }));
      onDone();
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`给 ${firms.length} 家企业指定联系人`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          assign.mutate({
            firms: [...firms],
            role,
            since,
            person,
            phone: phone ?? known?.phone ?? null,
            leader: leader ?? known?.leader ?? null,
            duty,
            docNo,
          });
        }}
      >
        <div className={classes.fields}>
          <Autocomplete
            label="姓名"
            placeholder="留空为不再联系"
            data-autofocus
            openOnFocus={false}
            data={people.map(({ name }) => name)}
            value={person}
            onChange={setPerson}
          />
          <Select
            label="角色"
            allowDeselect={false}
            data={[...liaisonRoles]}
            value={role}
            onChange={(next) => setRole(liaisonRoles.find((word) => word === next) ?? '联系人')}
          />
          <TextInput
            label="电话"
            value={phone ?? known?.phone ?? ''}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <TextInput
            label="分管领导"
            value={leader ?? known?.leader ?? ''}
            onChange={(event) => setLeader(event.currentTarget.value)}
          />
          <DayInput label="起始日期" required value={since} onChange={setSince} />
          <TextInput
            label="文号"
            value={docNo}
            onChange={(event) => setDocNo(event.currentTarget.value)}
          />
          <TextInput
            className={classes.wide}
            label="联系职责"
            value={duty}
            onChange={(event) => setDuty(event.currentTarget.value)}
          />
        </div>
        <Text size="sm" c="dimmed" mt="sm">
          原来的联系人到起始日期前一天为止，记录保留，可以查任何一天的名单。
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button type="submit" loading={assign.isPending}>
            指定
          </Button>
        </Group>
      </form>
    </Modal>
  );
};
