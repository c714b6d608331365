import { useEffect, useState } from 'react';
import { useLive } from './live';
import type { RoomActions } from './useRoomActions';

/** Keys of the room. Returns whether the space bar is being held to talk. */
export function useShortcuts(actions: RoomActions): boolean {
  const live = useLive();
  const [pushing, setPushing] = useState(false);
  useEffect(() => {
    let holding = false;
    const release = () => {
      if (!holding) return;
      holding = false;
      setPushing(false);
      void live.local.setMicrophone(false, false);
    };
    const down = (event: KeyboardEvent) => {
      if (
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        isTyping(event.target) ||
        document.querySelector('dialog[open]')
      )
        return;
      if (event.code === 'Space') {
        // On a button the space bar presses it.
        if (isButton(event.target)) return;
        event.preventDefault();
        if (event.repeat || holding || live.local.state.get().microphone.on) return;
        holding = true;
        setPushing(true);
        void live.setMicrophone(true).then(() => {
          // Refused, or let go while the microphone was being opened.
          if (!live.local.state.get().microphone.on) {
            holding = false;
            setPushing(false);
          } else if (!holding) void live.local.setMicrophone(false, false);
        });
        return;
      }
      if (event.repeat) return;
      const action = keys(actions)[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    const up = (event: KeyboardEvent) => {
      if (event.code === 'Space') release();
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', release);
    return () => {
      release();
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', release);
    };
  }, [live, actions]);
  return pushing;
}

function keys(actions: RoomActions): Record<string, () => void> {
  return {
    m: actions.toggleMicrophone,
    v: actions.toggleCamera,
    s: actions.toggleScreen,
    h: actions.toggleHand,
    c: () => actions.togglePanel('chat'),
    p: () => actions.togglePanel('people'),
    f: actions.toggleFullScreen,
    l: actions.nextLayout,
    '?': () => actions.open('keys'),
  };
}

/** With a Vietnamese input method a key may be part of a letter; none is a command while somebody writes. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary') !== null;
}
