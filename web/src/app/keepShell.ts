/**
 * Lets the browser keep the client's shell. Without a trusted certificate browsers refuse, and everything works as before; the development
 * server has no worker.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return;
  // After the page: its own files come first on a slow line.
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/serviceWorker.js').catch(() => undefined);
  });
}
