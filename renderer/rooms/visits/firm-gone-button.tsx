import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure, useAsk } from '#renderer/app/query.ts';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import type { SavedVisit } from '#shared/visits.ts';
import { FoundMenu, type FoundStatus } from './found-menu.tsx';
import { nowTime } from './time-text.ts';
import { blankVisit } from './visit-form.ts';
import { inputOfVisit } from './visit-input.ts';

/** Takes back what saving a visit said of the firm, with `whole` the visit too, and says what became of it. */
export const takeBack = async (saved: SavedVisit, whole: boolean): Promise<void> => {
  try {
    const { id, corrected } = saved;
    const { kept } = await api.visits.takeBack.mutate({
      ...{ id, whole },
      corrected: corrected.map(({ key, now, value }) => ({ key, now, value })),
    });
    showDone(
      kept.length === 0 ? '已撤销' : `已撤销；${kept.join('、')}后来又被改过，保持现在的样子`,
    );
  } catch (error) {
    showFailure(error);
  }
};

/** On a firm's page: records a visit of today that found it gone, and opens it for a photograph. */
export const FirmGoneButton = ({ firm }: { readonly firm: EnterpriseFile }) => {
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const person = session.data?.phase === 'open' ? session.data.self.person : '';
  const [busy, setBusy] = useState(false);
  const [, navigate] = useLocation();
  const found = async (status: FoundStatus): Promise<void> => {
    setBusy(true);
    try {
      const base = { ...blankVisit(today(), person), startAt: nowTime(new Date()) };
      const saved = await api.visits.save.mutate(
        inputOfVisit(crypto.randomUUID(), firm.id, { ...base, foundStatus: status }, base, today()),
      );
      navigate(`/visits/${saved.id}`);
      showUndo(`已记为${status}，可在这里补照片`, () => {
        // First away from the page of what goes: it would ask for it once more.
        navigate(`/enterprises/${firm.id}`);
        void takeBack(saved, true);
      });
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <FoundMenu
      status={firm.status}
      busy={busy || person === ''}
      onFound={(status) => void found(status)}
    />
  );
};
