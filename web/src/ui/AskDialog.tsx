import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../api/session';
import './AskDialog.css';
import { asking, type Question } from './asking';
import { Button } from './Button';
import './texts';

/** Where questions are asked; once on every page of the office. */
export function AskDialog() {
  const question = useSyncExternalStore(asking.subscribe, asking.current);
  return question && <Asked question={question} />;
}

/** The browser's own modal dialog: it keeps the focus, Esc goes back, and nothing beneath it can be pressed. */
function Asked({ question }: { question: Question }) {
  const { t } = useTranslation('ui');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const [isBusy, setBusy] = useState(false);
  // Signing in again comes first: beneath this dialog nothing could be typed.
  const isHidden = useSessionState() === 'lost';
  useEffect(() => {
    if (isHidden) return;
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    first.current?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [isHidden]);
  const act = () => {
    setBusy(true);
    void question
      .onAct()
      .catch(() => undefined)
      .finally(() => asking.close());
  };
  return (
    <dialog
      ref={dialog}
      className="ask"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-content`}
      onCancel={(event) => {
        event.preventDefault();
        if (!isBusy) asking.close();
      }}
    >
      <h2 id={`${id}-title`}>{question.title}</h2>
      <div id={`${id}-content`}>{question.content}</div>
      <div className="ask-buttons">
        <Button ref={question.isCareful ? first : null} disabled={isBusy} onClick={() => asking.close()}>
          {t('cancel')}
        </Button>
        <Button
          ref={question.isCareful ? null : first}
          kind={question.isDanger ? 'danger' : 'primary'}
          isBusy={isBusy}
          onClick={act}
        >
          {question.act}
        </Button>
      </div>
    </dialog>
  );
}
