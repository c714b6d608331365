import { useEffect, useRef } from 'react';
import { useSnapshot } from './live';

/** How many messages of others came since the chat was last open. What was said before joining counts as read. */
export function useUnread(chatOpen: boolean): number {
  const { chat, you } = useSnapshot();
  const read = useRef(chat.length);
  useEffect(() => {
    if (chatOpen) read.current = chat.length;
  }, [chatOpen, chat.length]);
  if (chatOpen) return 0;
  return chat.slice(read.current).filter((message) => message.participantId !== you).length;
}
