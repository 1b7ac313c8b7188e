import { Suspense } from 'react';
import { CellHistoryLayer } from '#renderer/parts/cell-history/cell-history-layer.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { NoticesBanner } from '#renderer/rooms/session/notices-banner.tsx';
import type { OpenSession } from '#renderer/rooms/session/session-gate.tsx';
import { CrashNote } from './crash-note.tsx';
import { Rail } from './rail.tsx';
import { Routes } from './routes.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

/** The frame around every room of an open store. */
export const Shell = ({ session }: { readonly session: OpenSession }) => (
  <div className={classes.shell}>
    <Rail />
    <div className={classes.column}>
      <TopBar self={session.self} />
      <NoticesBanner notices={session.notices} />
      <main className={classes.main}>
        <CrashNote>
          <Suspense fallback={<Loading />}>
            <Routes />
          </Suspense>
        </CrashNote>
      </main>
      <CellHistoryLayer />
    </div>
  </div>
);
