import { useMemo, useSyncExternalStore } from 'react';
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

type Navigate = (to: string, options?: { readonly replace?: boolean }) => void;

/**
 * What a page that stands at `path` moves the window with. It replaces its own address only: a save that
 * ends, or a debounced search that is said, after the person has gone elsewhere leaves them there.
 */
const navigateFrom =
  (path: string): Navigate =>
  (to, { replace = false } = {}) => {
    const hash = `#/${to.replace(/^#?\/?/, '')}`;
    if (!replace) {
      location.hash = hash;
      return;
    }
    // Asked of the window: what was rendered may be a moment behind it.
    if (partsOfHash().path !== path) return;
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  };

/**
 * For wouter's `<Router hook searchHook>`: path and query in the hash. Made once at the start: the window
 * is listened to once, and whoever reads the address is told in one go. Told one by one, a page that is
 * left would be rendered at the next page's address before it goes, and take that for its own.
 */
export const createHashLocation = (): { hook: BaseLocationHook; searchHook: BaseSearchHook } => {
  const readers = new Set<() => void>();
  addEventListener('hashchange', () => {
    for (const tell of readers) tell();
  });
  const listen = (tell: () => void): (() => void) => {
    readers.add(tell);
    return () => readers.delete(tell);
  };
  const useHashPath = (): [string, Navigate] => {
    const path = useSyncExternalStore(listen, () => partsOfHash().path);
    return [path, useMemo(() => navigateFrom(path), [path])];
  };
  return {
    hook: Object.assign(useHashPath, { hrefs: (href: string) => `#${href}` }),
    searchHook: () => useSyncExternalStore(listen, () => partsOfHash().search),
  };
};
