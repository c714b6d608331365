import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberedContacts } from '../api/rememberedContacts';
import { BrandMark } from '../ui/BrandMark';
import { HelpList } from '../ui/HelpList';
import './crash.css';

const firstPauseSeconds = 3;
const longestPauseSeconds = 30;

/** Whether the server answers anything at all. */
export async function serverAnswers(): Promise<boolean> {
  try {
    await fetch('/health/live', { cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}

/** Instead of a page while the server cannot be asked: what is wrong, whom to call, and when it is tried again. It goes on by itself. */
export function Unreachable({ onReached }: { onReached: () => void }) {
  const { t } = useTranslation('app');
  const { seconds, trying, now } = useAttempts(onReached);
  return (
    <main className="crash">
      <BrandMark className="crash-mark" />
      <h1>{t('unreachable.title')}</h1>
      <p>{t(navigator.onLine ? 'unreachable.server' : 'unreachable.network')}</p>
      <p role="timer">{trying ? t('unreachable.trying') : t('unreachable.again', { seconds })}</p>
      <p className="crash-actions">
        <button type="button" disabled={trying} onClick={now}>
          {t('unreachable.now')}
        </button>
      </p>
      <p className="crash-code">{t('unreachable.code')}</p>
      <HelpList guide="/huong-dan/khac-phuc-su-co#mat-ket-noi-may-chu" contacts={rememberedContacts() ?? []} />
    </main>
  );
}

/** Asks again and again, each time after a longer pause; at once when the machine has a network again. */
function useAttempts(onReached: () => void): { seconds: number; trying: boolean; now: () => void } {
  const [pause, setPause] = useState(firstPauseSeconds);
  const [seconds, setSeconds] = useState(firstPauseSeconds);
  const [trying, setTrying] = useState(false);
  const reached = useRef(onReached);
  reached.current = onReached;
  const now = useCallback(() => {
    setTrying(true);
    void serverAnswers().then((answers) => {
      setTrying(false);
      if (answers) return reached.current();
      const longer = Math.min(pause * 2, longestPauseSeconds);
      setPause(longer);
      setSeconds(longer);
    });
  }, [pause]);
  useEffect(() => {
    if (trying) return;
    const timer = setTimeout(() => (seconds > 1 ? setSeconds(seconds - 1) : now()), 1000);
    return () => clearTimeout(timer);
  }, [seconds, trying, now]);
  useEffect(() => {
    window.addEventListener('online', now);
    return () => window.removeEventListener('online', now);
  }, [now]);
  return { seconds, trying, now };
}
