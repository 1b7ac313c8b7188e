import { delimiter, join } from 'node:path';

/** What decides which programs of other people a computer has. */
export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Where programs of these names would be, in the order of the PATH; not whether they are. */
export const onPath = ({ env }: Machine, names: readonly string[]): readonly string[] =>
  (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
