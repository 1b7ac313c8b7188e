import { TextInput } from '@mantine/core';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { peopleOf } from '#shared/people.ts';
import { OfferedNames } from './offered-names.tsx';
import type { VisitForm } from './visit-form.ts';

type FirmPeopleInputProps = {
  readonly kept: KeptForm<VisitForm>;
  readonly saved: string | null;
  /** Contacts of the file and people met before. */
  readonly known: readonly string[];
};

/** Whom we talked to: in words, or by one click. */
export const FirmPeopleInput = ({ kept, saved, known }: FirmPeopleInputProps) => {
  const { form, change } = kept;
  const there = new Set(peopleOf(form.firmPeople));
  const others = known.filter((name) => !peopleOf(name).some((one) => there.has(one)));
  return (
    <div>
      <TextInput
        label="企业人员"
        placeholder="姓名、职务"
        wrapperProps={cellOf('visit', saved, 'firmPeople')}
        value={form.firmPeople}
        onChange={(event) => {
          const firmPeople = event.currentTarget.value;
          change((f) => ({ ...f, firmPeople }), 'firmPeople');
        }}
      />
      <OfferedNames
        names={others}
        onTake={(name) =>
          change((f) => ({
            ...f,
            firmPeople: [f.firmPeople.trim(), name].filter(Boolean).join('、'),
          }))
        }
      />
    </div>
  );
};
