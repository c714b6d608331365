import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { Call } from './callBook';
import './calls.css';
import { Ringtone } from './ringtone';
import { mayAskForNotices, noticeOnDesktop } from './systemNotice';

/** Nobody is there who has not come by then: the dialog stays, the noise ends. */
const ringForMs = 60_000;

interface CallDialogProps {
  call: Call;
  others: number;
  /** Of several pages of the browser the one that speaks for those behind other windows. */
  isFirstToSpeak: boolean;
  onEnter: () => void;
  onLater: () => void;
}

/** The browser's own modal dialog, above everything that is open: Enter joins, Escape puts it off. */
export function CallDialog({ call, others, isFirstToSpeak, onEnter, onLater }: CallDialogProps) {
  const { t } = useTranslation('calls');
  const times = useTimes();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const enter = useRef<HTMLButtonElement>(null);
  const [isHeld, setHeld] = useState(false);
  const [mayAsk, setMayAsk] = useState(mayAskForNotices);
  const { siteName, by } = call;
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    enter.current?.focus();
    return () => element?.close();
  }, []);
  useEffect(() => {
    if (!isFirstToSpeak && document.visibilityState === 'hidden') return;
    const tone = new Ringtone(setHeld);
    tone.start();
    // Only telephones do; a browser in which nobody has clicked yet refuses.
    const shakes = navigator.userActivation?.hasBeenActive ? navigator.vibrate?.([400, 200, 400]) : false;
    const over = setTimeout(() => tone.stop(), ringForMs);
    return () => {
      clearTimeout(over);
      tone.stop();
      if (shakes) navigator.vibrate(0);
    };
  }, [isFirstToSpeak]);
  useEffect(() => {
    if (!isFirstToSpeak || document.visibilityState === 'visible') return;
    return noticeOnDesktop(call.id, t('desktop', { site: siteName }), t('desktopText', { by }));
  }, [isFirstToSpeak, call.id, siteName, by, t]);
  useEffect(() => {
    const before = document.title;
    document.title = t('tab', { site: siteName });
    return () => {
      document.title = before;
    };
  }, [siteName, t]);
  return (
    <dialog
      ref={dialog}
      className="call"
      role="alertdialog"
      aria-labelledby={`${id}-heading`}
      aria-describedby={`${id}-about`}
      onCancel={(event) => {
        event.preventDefault();
        onLater();
      }}
    >
      <h2 id={`${id}-heading`}>{t('heading')}</h2>
      <div id={`${id}-about`}>
        <p className="call-title">{call.title}</p>
        <dl>
          {call.mainSite && (
            <div>
              <dt>{t('mainSite')}</dt>
              <dd>{call.mainSite}</dd>
            </div>
          )}
          <div>
            <dt>{t('by')}</dt>
            <dd>{call.by}</dd>
          </div>
          <div>
            <dt>{t('as')}</dt>
            <dd>{call.siteName}</dd>
          </div>
          <div>
            <dt>{t('at')}</dt>
            <dd>{times.clock(call.at)}</dd>
          </div>
        </dl>
      </div>
      {isHeld && <p className="call-hint">{t('held')}</p>}
      {others > 0 && <p className="call-hint">{t('more', { count: others })}</p>}
      <div className="call-actions">
        <button type="button" className="button-link is-primary" ref={enter} onClick={onEnter}>
          {t('enter')}
        </button>
        <button type="button" className="button-link" onClick={onLater}>
          {t('later')}
        </button>
      </div>
      {mayAsk && (
        <button
          type="button"
          className="call-ask"
          onClick={() => void Notification.requestPermission().finally(() => setMayAsk(false))}
        >
          {t('ask')}
        </button>
      )}
    </dialog>
  );
}
