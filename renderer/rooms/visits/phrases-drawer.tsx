import { ActionIcon, Drawer, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { phraseFieldLabels, phraseFields } from '#shared/registers/visit-phrase.ts';
import classes from './phrases-drawer.module.css';
import { changeOnShelf, removeFromShelf, type Shelf, swapOnShelf } from './use-phrases.ts';
import { templateTexts, type VisitTemplate } from './visit-template.ts';

type Ledger = 'visit_phrase' | 'visit_template';

type LineProps = {
  readonly ledger: Ledger;
  /** All lines of this person in the same group, in their order. */
  readonly group: readonly { readonly id: string }[];
  readonly place: number;
  readonly noun: string;
  readonly cell: 'text' | 'name';
  readonly text: string;
  readonly about?: string;
};

/** One phrase or template of one's own: written over in place, moved, deleted. */
const OwnLine = ({ ledger, group, place, noun, cell, text, about }: LineProps) => {
  const id = group[place]?.id ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const settle = (): void => {
    const next = (typed ?? text).trim();
    setTyped(null);
    if (next === '' || next === text) return;
    void changeOnShelf(ledger, id, {
      now: { [cell]: next },
      before: { [cell]: text },
      done: `${noun}已改`,
    });
  };
  const common = {
    'aria-label': `${noun} ${place + 1}`,
    value: typed ?? text,
    onBlur: settle,
  };
  return (
    <li className={classes.line}>
      {cell === 'text' ? (
        <Textarea
          {...common}
          size="xs"
          autosize
          minRows={1}
          maxRows={6}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          size="xs"
          description={about}
          inputWrapperOrder={['input', 'description']}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <span className={classes.buttons}>
        {([-1, 1] as const).map((step) => (
          <Tooltip key={step} label={step < 0 ? '上移' : '下移'}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`${noun} ${place + 1} ${step < 0 ? '上移' : '下移'}`}
              disabled={group[place + step] === undefined}
              onClick={() => void swapOnShelf(ledger, group, place, step)}
            >
              {step < 0 ? <IconArrowUp size="0.9rem" /> : <IconArrowDown size="0.9rem" />}
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label="删除">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`删除${noun} ${place + 1}`}
            onClick={() => void removeFromShelf(ledger, id, noun)}
          >
            <IconTrash size="0.9rem" />
          </ActionIcon>
        </Tooltip>
      </span>
    </li>
  );
};

const aboutTemplate = (template: VisitTemplate): string =>
  [
    template.serviceTypes.join('、'),
    ...templateTexts.map((key) => template[key].replace(/\s+/g, ' ')),
  ]
    .filter((text) => text !== '')
    .join(' · ')
    .slice(0, 120);

type PhrasesDrawerProps = {
  readonly shelf: Shelf;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** One's own phrases and templates, to put in order; those of colleagues are theirs. */
export const PhrasesDrawer = ({ shelf, opened, onClose }: PhrasesDrawerProps) => {
  const own = shelf.phrases.filter(({ owner }) => owner === shelf.self);
  const templates = shelf.templates.filter(({ owner }) => owner === shelf.self);
  const others = shelf.phrases.length + shelf.templates.length - own.length - templates.length;
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size="lg" title="常用语和模板">
      <h2 className={classes.title}>模板</h2>
      {templates.length === 0 && (
        <Text size="xs" c="dimmed">
          还没有。在走访记录的「模板」里存一份。
        </Text>
      )}
      <ul className={classes.list} aria-label="模板">
        {templates.map((template, place) => (
          <OwnLine
            key={template.id}
            {...{ ledger: 'visit_template', group: templates, place, noun: '模板', cell: 'name' }}
            text={template.name}
            about={aboutTemplate(template)}
          />
        ))}
      </ul>
      {own.length === 0 && (
        <>
          <h2 className={classes.title}>常用语</h2>
          <Text size="xs" c="dimmed">
            还没有。在走访记录的一栏里写好一句，点「常用语」存下来。
          </Text>
        </>
      )}
      {phraseFields.map((field) => {
        const group = own.filter((phrase) => phrase.field === field);
        return group.length === 0 ? null : (
          <section key={field}>
            <h2 className={classes.title}>常用语：{phraseFieldLabels[field]}</h2>
            <ul className={classes.list} aria-label={`常用语：${phraseFieldLabels[field]}`}>
              {group.map((phrase, place) => (
                <OwnLine
                  key={phrase.id}
                  {...{ ledger: 'visit_phrase', group, place, noun: '常用语', cell: 'text' }}
                  text={phrase.text}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <Text size="xs" c="dimmed" mt="md">
        常用语和模板随数据交换到你的另一台电脑和县局，同事也能用
        {others > 0 && `；现在有同事的 ${others} 条`}。改和删只在自己的上面。
      </Text>
    </Drawer>
  );
};
