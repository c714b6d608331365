import { type KeyboardEvent, useState } from 'react';

/** Whether Caps Lock was on at the last key; browsers tell it only with a key event. */
export function useCapsLock() {
  const [on, setOn] = useState(false);
  const read = (event: KeyboardEvent) => setOn(event.getModifierState('CapsLock'));
  return { on, onKeyDown: read, onKeyUp: read, onBlur: () => setOn(false) };
}
