import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { DraftKeeper, type Keeping } from './draftKeeper';
import { type FormState, formOf } from './form';
import { type Meeting, type MeetingVersion, meetingQuery } from './meetingQueries';

interface Draft {
  form: FormState;
  change: (next: (form: FormState) => FormState) => void;
  keeping: Keeping;
  /** On the server; null until the first word was typed. */
  meetingId: string | null;
  /** Saves what is not saved yet and gives the meeting as it then is on the server. */
  flush: () => Promise<{ id: string; version: number }>;
  takeTheirs: () => Promise<void>;
  keepMine: () => Promise<void>;
}

function write(id: string, version: number, form: FormState): Promise<MeetingVersion> {
  return answerOf(
    api.PUT('/api/meetings/{id}/form', {
      params: { path: { id } },
      body: { version, form: { ...form, members: [...form.members], script: [...form.script] } },
    }),
  );
}

/**
 * The form with its place on the server. A draft is kept while it is typed; what others have seen already is changed on saving only.
 * @param meeting What is edited; null begins a new draft with the first change.
 * @param onBegun The new draft has an id from now on.
 */
export function useDraft(initial: FormState, meeting: Meeting | null, onBegun: (id: string) => void): Draft {
  const queries = useQueryClient();
  const [form, setForm] = useState(initial);
  const [keeping, setKeeping] = useState<Keeping>({ state: 'saved', at: null });
  const [meetingId, setMeetingId] = useState(meeting?.id ?? null);
  const id = useRef(meeting?.id ?? null);
  const latest = useRef(initial);
  const begun = useRef(onBegun);
  begun.current = onBegun;
  const keepsWhileTyping = meeting === null || meeting.stage === 'draft';
  const [keeper] = useState(
    () =>
      new DraftKeeper<FormState>(
        meeting?.version ?? 0,
        async (version, typed) => {
          let known = version;
          if (id.current === null) {
            const draft = await answerOf(api.POST('/api/meetings', { body: {} }));
            id.current = draft.id;
            known = draft.version;
            setMeetingId(draft.id);
            begun.current(draft.id);
          }
          const saved = await write(id.current, known, typed);
          queries.removeQueries({ queryKey: ['meeting', saved.id], exact: true, type: 'inactive' });
          return saved;
        },
        setKeeping,
      ),
  );
  const keeps = useRef(keepsWhileTyping);
  keeps.current = keepsWhileTyping;

  const change = useCallback(
    (next: (form: FormState) => FormState) => {
      const typed = next(latest.current);
      if (typed === latest.current) return;
      latest.current = typed;
      setForm(typed);
      if (keeps.current) keeper.changed(typed);
      else setKeeping({ state: 'unsaved' });
    },
    [keeper],
  );

  // What was typed last is on its way when the page is left for another one of ours.
  useEffect(() => () => keeper.close(), [keeper]);
  useEffect(() => {
    if (keeping.state === 'saved') return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [keeping.state]);

  return {
    form,
    change,
    keeping,
    meetingId,
    flush: async () => {
      if (!keeps.current || id.current === null) keeper.changed(latest.current);
      const version = await keeper.flush();
      return { id: id.current ?? '', version };
    },
    takeTheirs: async () => {
      const theirs = await queries.fetchQuery({ ...meetingQuery(id.current ?? ''), staleTime: 0 });
      latest.current = formOf(theirs.content);
      setForm(latest.current);
      keeper.overwrite(theirs.version, latest.current);
    },
    keepMine: async () => {
      const theirs = await queries.fetchQuery({ ...meetingQuery(id.current ?? ''), staleTime: 0 });
      keeper.overwrite(theirs.version, latest.current);
    },
  };
}
