import { type ReactNode, useEffect } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { SessionState } from '#shared/settings.ts';
import { DoorPage } from './door-page.tsx';
import { SetUpWizard } from './set-up-wizard.tsx';
import { UnlockForm } from './unlock-form.tsx';

export type OpenSession = Extract<SessionState, { phase: 'open' }>;

type SessionGateProps = { readonly children: (session: OpenSession) => ReactNode };

/** Shows the rooms only while the store is open. */
export const SessionGate = ({ children }: SessionGateProps) => {
  const session = useAsk('session', 'state', undefined, api.session.state.query);
  const phase = session.data?.phase;
  useEffect(() => {
    if (phase === 'new') document.title = '首次设置 · 企策';
    if (phase === 'locked') document.title = '输入口令 · 企策';
  }, [phase]);
  if (session.isError && !session.data)
    return (
      <DoorPage title="企策没有打开">
        <FailureNote error={session.error} onRetry={() => void session.refetch()} />
      </DoorPage>
    );
  if (!session.data) return <Loading label="正在打开企策…" />;
  if (session.data.phase === 'new') return <SetUpWizard storeDir={session.data.storeDir} />;
  if (session.data.phase === 'locked') return <UnlockForm storeDir={session.data.storeDir} />;
  return children(session.data);
};
