import { useSyncExternalStore } from 'react';
import type { BaseLocationHook, BaseSearchHook } from 'wouter';

/**
 * Addresses live in the hash, query included (`#/sheets/new?enterprise=…`), because the desktop
 * door serves files. wouter's own hash hook puts the query before the hash, where it would stick
 * to every later page.
 */
const partsOfHash = (): { path: string; search: string } => {
  const [path = '', search = ''] = location.hash.replace(/^#?\/?/, '').split('?', 2);
  return { path: `/${path}`, search };
};

const listen = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

const navigate = (to: string, options: { replace?: boolean } = {}): void => {
  const hash = `#/${to.replace(/^#?\/?/, '')}`;
  if (!options.replace) {
    location.hash = hash;
    return;
  }
  history.replaceState(null, '', hash);
  dispatchEvent(new HashChangeEvent('hashchange'));
};

const useHashPath = (): [string, typeof navigate] => [
  useSyncExternalStore(listen, () => partsOfHash().path),
  navigate,
];

/** For wouter's `<Router hook>`: the path in the hash. */
export const useHash: BaseLocationHook = Object.assign(useHashPath, {
  hrefs: (href: string) => `#${href}`,
});

/** For wouter's `<Router searchHook>`: the query in the hash. */
export const useHashSearch: BaseSearchHook = () =>
  useSyncExternalStore(listen, () => partsOfHash().search);
