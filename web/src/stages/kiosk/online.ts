/** Three heartbeats of half a minute: one may be lost on the way, two are no chance. */
const silentMs = 90_000;

/** Whether a kiosk has been heard of lately. */
export function isOnline(lastSeenAt: string | null | undefined, now: number): boolean {
  return lastSeenAt != null && now - Date.parse(lastSeenAt) < silentMs;
}
