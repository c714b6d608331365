/** Whether the reader may still be asked to be told of calls outside the page. */
export function mayAskForNotices(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'default';
}

/** Says it on the desktop while the page is behind others. What the meeting is about stays on the page: a locked screen is read by anybody. */
export function noticeOnDesktop(id: string, title: string, text: string): () => void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return () => undefined;
  try {
    const notice = new Notification(title, { tag: `diemcau-call-${id}`, body: text, requireInteraction: true });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
    return () => notice.close();
  } catch {
    // Browsers of telephones show notices by their service worker only; there the page rings and shakes.
    return () => undefined;
  }
}
