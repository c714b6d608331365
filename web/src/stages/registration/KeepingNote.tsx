import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import type { useDraft } from './useDraft';

/** Says in words whether what is typed is safe. */
export function KeepingNote({ draft, autosaves }: { draft: ReturnType<typeof useDraft>; autosaves: boolean }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  const say = useSaying();
  const { keeping } = draft;
  if (keeping.state === 'conflict') {
    return (
      <div className="keeping is-conflict" role="alert">
        <span>
          <strong>{t('form.conflict')}</strong> {t('form.conflictText')}
        </span>
        <Button onClick={() => draft.takeTheirs().catch(say.refused)}>{t('form.takeTheirs')}</Button>
        <Button onClick={() => draft.keepMine().catch(say.refused)}>{t('form.keepMine')}</Button>
      </div>
    );
  }
  const words = () => {
    if (keeping.state === 'refused' && keeping.problem.code === 'not_signed_in') return t('form.signedOut');
    if (keeping.state !== 'saved') return t(`form.${keeping.state}`);
    if (keeping.at) return autosaves ? t('form.saved', { time: times.clock(keeping.at) }) : t('form.savedPlain');
    return draft.meetingId ? t('form.savedPlain') : t('form.notYet');
  };
  return (
    <p className={`keeping is-${keeping.state}`} role="status">
      {words()}
    </p>
  );
}
