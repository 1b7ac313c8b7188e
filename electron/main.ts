import { startDesktop } from '#host/desktop.ts';
import { defaultStateDir, defaultStoreDir, theseSurroundings } from '#host/paths.ts';

import { findProgramFiles } from '#host/program-files.ts';

/** Desktop entry. Folders come from the environment, as for the other doors; see host/paths.ts. */

const here = theseSurroundings();

void startDesktop({
  storeDir: defaultStoreDir(here),
  stateDir: defaultStateDir(here),
  files: findProgramFiles(import.meta.dirname),
});
