import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conversation } from '../../rtc/outbox';
import { clockText, vietnamTime } from '../../ui/time';
import { SendIcon } from './icons';
import { useConference, useLive, useMe, useSnapshot } from './live';
import { Panel } from './Panel';
import styles from './panel.module.css';

const longest = 2000;

export function ChatPanel({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('live');
  const live = useLive();
  const { chat, you } = useSnapshot();
  const { own } = useConference();
  const displayName = useMe()?.displayName ?? '';
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const shown = conversation(chat, own, { id: you, displayName });
  const last = shown.at(-1)?.message.id;

  // New messages pull the list along only for those who are reading its end.
  useEffect(() => {
    if (last && atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [last]);

  const send = () => {
    const words = text.trim();
    if (!words) return;
    atEnd.current = true;
    live.say(words);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While a Vietnamese input method is composing, Enter finishes the word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <Panel title={t('chat.title')} onClose={onClose}>
      <div
        ref={list}
        className={styles.messages}
        role="log"
        aria-label={t('chat.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: element }) => {
          atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
        }}
      >
        {shown.length === 0 && <p className={styles.empty}>{t('chat.empty')}</p>}
        {shown.map(({ message, state }, index) => {
          const follows = shown[index - 1]?.message.participantId === message.participantId;
          return (
            <div key={message.id} className={styles.message} data-mine={message.participantId === you || undefined}>
              {!follows && (
                <p className={styles.from}>
                  <strong>
                    {message.participantId === you
                      ? t('nameAndYou', { name: message.displayName })
                      : message.displayName}
                  </strong>{' '}
                  <time dateTime={message.at}>{clockText(message.at, i18n.language, vietnamTime)}</time>
                </p>
              )}
              <p className={styles.text}>
                {message.text}
                {state === 'sending' && <span className={styles.onItsWay}>{t('chat.sending')}</span>}
              </p>
              {state === 'failed' && (
                <p className={styles.failed}>
                  <span>{t('chat.failed')}</span>
                  <button type="button" className="hall-button" onClick={() => live.sayAgain(message.id)}>
                    {t('chat.again')}
                  </button>
                  <button
                    type="button"
                    className="hall-button"
                    data-look="plain"
                    onClick={() => live.takeBack(message.id)}
                  >
                    {t('chat.takeBack')}
                  </button>
                </p>
              )}
            </div>
          );
        })}
      </div>
      <div className={`hall-field ${styles.write}`}>
        <textarea
          rows={2}
          maxLength={longest}
          aria-label={t('chat.placeholder')}
          placeholder={t('chat.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="hall-button" data-look="primary" disabled={text.trim() === ''} onClick={send}>
          <SendIcon />
          {t('chat.send')}
        </button>
        {text.length >= longest && <p className="hall-hint">{t('chat.tooLong')}</p>}
      </div>
    </Panel>
  );
}
