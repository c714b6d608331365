import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { handOver } from '../../api/joinHandover';
import { asProblem, type Problem } from '../../api/problem';
import { BrandMark } from '../../ui/BrandMark';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { refusalWords } from './refusalWords';
import { keepTyped, type Typed, typedDoor } from './typedAgain';
import type { Door } from './useDoor';

/** For those without an account or a link: the meeting's number or the room's name, and its password. */
export function TypedDoor({ onFound }: { onFound: (door: Door) => void }) {
  const { t } = useTranslation('live');
  const [by, setBy] = useState<'number' | 'room'>('number');
  const [words, setWords] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<Problem | 'missing' | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = words.trim();
    if (!typed || !password) {
      setFault('missing');
      return;
    }
    setBusy(true);
    setFault(null);
    try {
      // Also sets the antiforgery cookie that the requests carry.
      await answerOf(api.GET('/api/session'));
      const found = by === 'number' ? await byNumber(typed, password) : await byName(typed, password);
      keepTyped(found);
      onFound(typedDoor(found));
    } catch (error) {
      setFault(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="hall-page">
      <BrandMark className="mark" />
      <LanguageSwitch />
      <h1>{t('typedDoor.title')}</h1>
      <div className="actions">
        {(['number', 'room'] as const).map((way) => (
          <button key={way} type="button" className="hall-button" aria-pressed={by === way} onClick={() => setBy(way)}>
            {t(way === 'number' ? 'typedDoor.byNumber' : 'typedDoor.byRoom')}
          </button>
        ))}
      </div>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <div className="hall-field">
          <label htmlFor={`${id}-words`}>{t(by === 'number' ? 'typedDoor.number' : 'typedDoor.roomName')}</label>
          <input
            id={`${id}-words`}
            value={words}
            inputMode={by === 'number' ? 'numeric' : 'text'}
            autoComplete="off"
            maxLength={150}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setWords(event.target.value)}
          />
          <p id={`${id}-hint`} className="hall-hint">
            {t(by === 'number' ? 'typedDoor.numberHint' : 'typedDoor.roomNameHint')}
          </p>
        </div>
        <div className="hall-field">
          <label htmlFor={`${id}-password`}>{t('typedDoor.password')}</label>
          <input
            id={`${id}-password`}
            value={password}
            type={by === 'number' ? 'text' : 'password'}
            autoComplete="off"
            maxLength={100}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {fault && (
          <p className="hall-fault" role="alert">
            {fault === 'missing' ? t('typedDoor.missing') : refusalWords(fault, t)}
          </p>
        )}
        <button type="submit" className="hall-button" data-look="primary" disabled={busy}>
          {t('typedDoor.next')}
        </button>
      </form>
    </main>
  );
}

async function byNumber(typed: string, password: string): Promise<Typed> {
  const number = Number(typed.replace(/\D/g, ''));
  const meeting = await answerOf(api.POST('/api/meeting-door', { body: { number, password } }));
  return { by: 'number', number, password, meeting };
}

async function byName(name: string, password: string): Promise<Typed> {
  const room = await answerOf(api.POST('/api/rooms/by-name', { body: { name, password } }));
  handOver(room.id, { password });
  return { by: 'room', room };
}
