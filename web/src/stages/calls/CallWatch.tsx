import { useEffect, useState, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import { CallDialog } from './CallDialog';
import { wayInto } from './callBook';
import { CallStream } from './callStream';
import { PutOffCalls } from './PutOffCalls';
import './texts';

interface CallWatchProps {
  /** In a meeting, or at its door: calls are shown and do not ring. */
  isQuiet?: boolean;
  /** Calls to this meeting need no showing: one is there. */
  meetingId?: string;
}

/** "Mời điểm cầu vào họp": rings wherever somebody is signed in who stands for a called site. */
export function CallWatch({ isQuiet = false, meetingId }: CallWatchProps) {
  const [stream] = useState(() => new CallStream());
  const navigate = useNavigate();
  useEffect(() => {
    stream.start();
    return () => stream.end();
  }, [stream]);
  const open = useSyncExternalStore(stream.subscribe, stream.open).filter(({ call }) => call.meetingId !== meetingId);
  const ringing = isQuiet ? [] : open.filter((one) => !one.isPutOff);
  const first = ringing[0];
  const enter = (id: string) => {
    const taken = open.find(({ call }) => call.id === id);
    if (!taken) return;
    stream.take(id);
    // The hall is another world; from one meeting into another everything of the first one has to end.
    if (isQuiet) window.location.assign(wayInto(taken.call));
    else void navigate(wayInto(taken.call));
  };
  return (
    <>
      {first && (
        <CallDialog
          key={first.call.id}
          call={first.call}
          others={ringing.length - 1}
          isFirstToSpeak={stream.leads}
          onEnter={() => enter(first.call.id)}
          onLater={() => stream.putOff(first.call.id)}
        />
      )}
      <PutOffCalls
        calls={open.filter((one) => isQuiet || one.isPutOff).map(({ call }) => call)}
        onEnter={enter}
        onHide={(id) => stream.take(id)}
      />
    </>
  );
}
