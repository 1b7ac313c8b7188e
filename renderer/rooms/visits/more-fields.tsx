import { SegmentedControl, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { satisfactions } from '#shared/visits.ts';
import classes from './more-fields.module.css';
import { PhraseTextarea } from './phrase-textarea.tsx';
import type { Shelf } from './use-phrases.ts';
import { hasMore, type VisitForm } from './visit-form.ts';

type MoreFieldsProps = {
  readonly kept: KeptForm<VisitForm>;
  /** Id of the visit; null while it was never saved. */
  readonly saved: string | null;
  readonly shelf: Shelf;
  readonly onManage: () => void;
};

const longFields = [
  { key: 'purpose', label: '目的' },
  { key: 'materials', label: '移交材料' },
  { key: 'followUp', label: '后续安排' },
] as const;

/** What a visit can say and need not: folded away until it is wanted or filled. */
export const MoreFields = ({ kept, saved, shelf, onManage }: MoreFieldsProps) => {
  const { form, change } = kept;
  const [wanted, setWanted] = useState(false);
  const [folded, setFolded] = useState(false);
  const opened = wanted || (!folded && hasMore(form));
  const id = useId();
  return (
    <>
      <UnstyledButton
        className={classes.toggle}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => {
          setWanted(!opened);
          setFolded(opened);
        }}
      >
        <IconChevronRight size="1.1rem" aria-hidden />
        更多
        <Text span size="xs" c="dimmed" fw={400}>
          地点、目的、移交材料、后续安排、企业满意度
        </Text>
      </UnstyledButton>
      {opened && (
        <div id={id} className={classes.fields}>
          <TextInput
            label="地点"
            wrapperProps={cellOf('visit', saved, 'place')}
            value={form.place}
            onChange={(event) => {
              const place = event.currentTarget.value;
              change((f) => ({ ...f, place }), 'place');
            }}
          />
          {longFields.map(({ key, label }) => (
            <PhraseTextarea
              key={key}
              label={label}
              field={key}
              shelf={shelf}
              onManage={onManage}
              wrapperProps={cellOf('visit', saved, key)}
              value={form[key]}
              onText={(text, typed) =>
                change((f) => ({ ...f, [key]: text }), typed ? key : undefined)
              }
            />
          ))}
          <div {...cellOf('visit', saved, 'satisfaction')}>
            <div className={classes.label} id={`${id}-satisfaction`}>
              企业满意度
            </div>
            <SegmentedControl
              aria-labelledby={`${id}-satisfaction`}
              size="xs"
              data={[{ value: '', label: '没有问' }, ...satisfactions]}
              value={form.satisfaction}
              onChange={(satisfaction) => change((f) => ({ ...f, satisfaction }))}
            />
          </div>
        </div>
      )}
    </>
  );
};
