import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { DrawnAtOnce } from '#renderer/parts/drawn-at-once.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { BackupsCard } from './backups-card.tsx';
import { CheckCard } from './check-card.tsx';
import { FacesCard } from './faces-card.tsx';
import { HolidaysCard } from './holidays-card.tsx';
import { LockCard } from './lock-card.tsx';
import { LogCard } from './log-card.tsx';
import classes from './settings-room.module.css';
import { SizeCard } from './size-card.tsx';
import { StaleCard } from './stale-card.tsx';
import { StoreCard } from './store-card.tsx';
import { TemplatesCard } from './templates-card.tsx';

/** What a person may want to know of the store, and do to it. */
export const SettingsRoom = () => {
  const overview = useAsk('settings', 'overview', undefined, () => api.settings.overview.query());
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  return (
    <Page title="设置">
      {overview.isError && (
        <FailureNote error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {overview.isPending && <Loading />}
      {overview.data && (
        <DrawnAtOnce>
          <div className={classes.columns}>
            <div className={classes.column}>
              {session.data?.phase === 'open' && (
                <StoreCard self={session.data.self} overview={overview.data} />
              )}
              <SizeCard />
              <TemplatesCard />
              <ApprovalCard />
              <StaleCard />
              <HolidaysCard />
              <LockCard />
            </div>
            <div className={classes.column}>
              <BackupsCard overview={overview.data} />
              <CheckCard last={overview.data.lastCheck} />
              <LogCard />
              <FacesCard />
            </div>
          </div>
        </DrawnAtOnce>
      )}
    </Page>
  );
};
