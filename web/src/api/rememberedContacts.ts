import type { components } from './schema';

export type SupportContact = components['schemas']['SupportContact'];

const kept = 'diemcau.support';

/** What was read last on this machine: whom to call is needed most when the server cannot be asked. */
export function rememberedContacts(): SupportContact[] | undefined {
  try {
    const value: unknown = JSON.parse(globalThis.localStorage?.getItem(kept) ?? 'null');
    return Array.isArray(value) ? (value as SupportContact[]) : undefined;
  } catch {
    return undefined;
  }
}

export function rememberContacts(contacts: readonly SupportContact[]): void {
  globalThis.localStorage?.setItem(kept, JSON.stringify(contacts));
}
