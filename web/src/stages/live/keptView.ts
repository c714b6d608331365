import type { LayoutName, Subject } from './arrangement';

/** What somebody has arranged for the own screen. */
export interface OwnView {
  pinned: Subject | null;
  /** This client's own layout; null follows the chair. */
  ownLayout: LayoutName | null;
}

const nothing: OwnView = { pinned: null, ownLayout: null };

function keyOf(address: string): string {
  return `diemcau.live.view ${address}`;
}

/** Of this tab's last time in the meeting at an address; a reload changes nothing on the screen. */
export function readView(address: string): OwnView {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(address)) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...nothing, ...kept } : nothing;
  } catch {
    return nothing;
  }
}

export function keepView(address: string, { pinned, ownLayout }: OwnView): void {
  try {
    window.sessionStorage.setItem(keyOf(address), JSON.stringify({ pinned, ownLayout }));
  } catch {
    // Forbidden: it holds until the page is reloaded.
  }
}
