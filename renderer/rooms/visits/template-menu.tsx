import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { IconSettings, IconTemplate } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { showDone } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import classes from './sign-button.module.css';
import { addToShelf, type Shelf } from './use-phrases.ts';
import type { VisitForm } from './visit-form.ts';
import { fillsAny, templateValues, withTemplate } from './visit-template.ts';

type TemplateMenuProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly shelf: Shelf;
  readonly onManage: () => void;
};

/** Whole visits prepared once: one click fills what is still empty, and Ctrl+Z takes it out again. */
export const TemplateMenu = ({ kept, shelf, onManage }: TemplateMenuProps) => {
  const { form, change, undo } = kept;
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const values = templateValues(form);
  const saysNothing = Object.values(values).every((text) => text === '');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    setNaming(false);
    void addToShelf(
      'visit_template',
      { owner: shelf.self, name: name.trim(), ...values },
      `模板「${name.trim()}」`,
    );
  };
  return (
    <>
      <Menu position="bottom-end" width={320} shadow="md">
        <Menu.Target>
          <Button
            variant="default"
            aria-label="模板"
            classNames={classes}
            leftSection={<IconTemplate size="1.1rem" aria-hidden />}
          >
            模板
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="24rem" style={{ overflowY: 'auto' }}>
          <Menu.Label>
            {shelf.templates.length === 0
              ? '还没有模板。写好一次走访，在这里存下来，同类的走访就不用再打一遍。'
              : '只填还空着的栏目，已写的不动'}
          </Menu.Label>
          {shelf.templates.map((template) => (
            <Menu.Item
              key={template.id}
              rightSection={template.owner === shelf.self ? null : template.owner}
              onClick={() => {
                // Taken back, a step that did nothing would take back the one before it.
                if (!fillsAny(form, template)) {
                  showDone(`模板「${template.name}」能填的栏目都已有内容，没有改动`);
                  return;
                }
                change((f) => withTemplate(f, template));
                showUndo(`已套用模板「${template.name}」`, undo);
              }}
            >
              {template.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            disabled={saysNothing}
            onClick={() => {
              setName('');
              setNaming(true);
            }}
          >
            把这次走访存为模板
          </Menu.Item>
          <Menu.Item leftSection={<IconSettings size="1rem" aria-hidden />} onClick={onManage}>
            管理常用语和模板
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={naming} onClose={() => setNaming(false)} title="存为模板" size="sm">
        <form onSubmit={save}>
          <TextInput
            data-autofocus
            label="模板名称"
            description="记下服务类型和各栏文字，不记日期、人员、问题和照片"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" mt="md" disabled={name.trim() === ''}>
            存为模板
          </Button>
        </form>
      </Modal>
    </>
  );
};
