import { SegmentedControl } from '@mantine/core';
import { useLocation, useSearch } from 'wouter';

type View = { readonly value: string; readonly label: string };

/** Which view of a tab is open; it stands in the address (`?view=`), the first where nothing is said. */
export const useView = <const V extends readonly View[]>(views: V): V[number]['value'] => {
  const asked = new URLSearchParams(useSearch()).get('view');
  return (views.find(({ value }) => value === asked) ?? views[0])?.value ?? '';
};

type ViewSwitchProps = { readonly views: readonly View[]; readonly view: string };

/** The views of a tab, beside each other. */
export const ViewSwitch = ({ views, view }: ViewSwitchProps) => {
  const [path, navigate] = useLocation();
  return (
    <SegmentedControl
      aria-label="看什么"
      size="sm"
      w="fit-content"
      flex="none"
      value={view}
      onChange={(next) => navigate(`${path}?view=${next}`, { replace: true })}
      data={[...views]}
    />
  );
};
