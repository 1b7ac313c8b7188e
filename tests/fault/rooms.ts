import type { Store } from '#db/open.ts';
import { tableDigests } from '#db/queries/digest.ts';
import { sha256, sha256Stream } from '#sync/seal.ts';

/** The rows of every table that travels, as one hash: equal in two stores that hold the same. */
export const roomsOf = (store: Store): string =>
  sha256(JSON.stringify([...tableDigests(store, sha256Stream)]));
