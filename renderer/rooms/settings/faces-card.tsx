import { Autocomplete, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { type Faces, faceRoles } from '#shared/papers/faces.ts';
import { Card } from './card.tsx';

type FaceProps = {
  readonly role: (typeof faceRoles)[number];
  readonly value: string;
  readonly onSay: (face: string) => void;
};

/** One face: from the names known, or one typed; said when the field is left. */
const Face = ({ role, value, onSay }: FaceProps) => {
  const [typed, setTyped] = useState(value);
  const say = (face: string): void => {
    const name = face.trim();
    if (name === '') setTyped(value);
    else if (name !== value) onSay(name);
  };
  return (
    <Autocomplete
      label={role.label}
      size="xs"
      w="9.5rem"
      data={[...role.names]}
      filter={({ options }) => options}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={say}
      onBlur={() => say(typed)}
    />
  );
};

/** Which faces papers name. A document embeds none: it shows what the computer it is opened on has. */
export const FacesCard = () => {
  const faces = useAsk('settings', 'paperFaces', undefined, () => api.settings.paperFaces.query());
  const set = useTell(api.settings.setPaperFaces.mutate, { changes: ['settings'] });
  const { data } = faces;
  return (
    <Card title="文书字体">
      <Text size="sm" c="dimmed">
        生成公文、函和表时写进文件的字体名称。没有装某种字体的电脑，在这里换成有的。只影响这台电脑。
      </Text>
      {data && (
        <Group gap="xs" mt="xs">
          {faceRoles.map((role) => (
            <Face
              key={`${role.key} ${data[role.key]}`}
              role={role}
              value={data[role.key]}
              onSay={(face) => set.mutate({ ...data, [role.key]: face } satisfies Faces)}
            />
          ))}
        </Group>
      )}
    </Card>
  );
};
