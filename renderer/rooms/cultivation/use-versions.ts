import { useRows } from './use-rows.ts';

export type VersionChoice = {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly purpose: string | null;
};

/** Every version of every scheme, to choose from; the published first. */
export const useVersions = () => {
  const schemes = useRows('scheme', null);
  const versions = useRows('scheme_version', null);
  const failed = [schemes, versions].find((answer) => answer.isError);
  const names = new Map((schemes.data?.rows ?? []).map((row) => [row.id, row.values]));
  const list =
    schemes.data && versions.data
      ? versions.data.rows
          .map(({ id, parentId, values }): VersionChoice => {
            const scheme = names.get(parentId ?? '');
            return {
              id,
              title: `${scheme?.name ?? ''}（${values.version}）`,
              state: String(values.state ?? '草稿'),
              purpose: scheme?.purpose == null ? null : String(scheme.purpose),
            };
          })
          .sort(
            (a, b) =>
              Number(b.state === '启用') - Number(a.state === '启用') ||
              a.title.localeCompare(b.title, 'zh-CN'),
          )
      : undefined;
  return {
    list,
    failure: failed ? { error: failed.error, retry: () => void failed.refetch() } : undefined,
  };
};
