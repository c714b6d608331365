import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Notice, type NoticeForm, type NoticeKey, writeNotice } from './noticeQueries';

const pauseMs = 700;

export type Keeping = 'kept' | 'keeping' | { error: unknown };

/** What is typed under a notice is kept at each pause, and the letter is worded anew. */
export function useNoticeForm(key: NoticeKey, notice: Notice) {
  const queries = useQueryClient();
  const [form, setForm] = useState<NoticeForm>(notice.form);
  const [keeping, setKeeping] = useState<Keeping>('kept');
  const version = useRef(notice.version);
  const latest = useRef(notice.form);
  const written = useRef(notice.form);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef(0);

  const write = useCallback(() => {
    window.clearTimeout(timer.current);
    writing.current = writing.current.then(async () => {
      const typed = latest.current;
      if (typed === written.current) return;
      try {
        version.current = (await writeNotice(key, version.current, typed)).version;
        written.current = typed;
        setKeeping(latest.current === typed ? 'kept' : 'keeping');
        await queries.invalidateQueries({ queryKey: ['notice', key, 'letter'] });
        await queries.invalidateQueries({ queryKey: ['notice', key], exact: true });
      } catch (error) {
        setKeeping({ error });
      }
    });
    return writing.current;
  }, [key, queries]);

  useEffect(() => () => window.clearTimeout(timer.current), []);

  const change = (part: Partial<NoticeForm>) => {
    latest.current = { ...latest.current, ...part };
    setForm(latest.current);
    setKeeping('keeping');
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(write, pauseMs);
  };
  /** Everything is kept; the version that the server then has. */
  const flush = async (): Promise<number> => {
    await write();
    return version.current;
  };
  const sent = (known: number) => {
    version.current = known;
  };
  return { form, change, keeping, flush, sent };
}
