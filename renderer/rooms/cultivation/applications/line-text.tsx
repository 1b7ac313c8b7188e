import { TextInput } from '@mantine/core';

type LineTextProps = {
  readonly label: string;
  readonly w: string;
  readonly value: string;
  readonly onChange: (next: string) => void;
};

/** A short text in a line of a form. */
export const LineText = ({ label, w, value, onChange }: LineTextProps) => (
  <TextInput
    label={label}
    size="xs"
    w={w}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
