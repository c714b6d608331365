// Only what is certainly no address; the mail server knows the rest.
const plausible = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

/** Addresses as people paste them, "Văn phòng <vp@x.vn>; b@x.vn", each once and in the order given. */
export function splitAddresses(pasted: readonly string[]): string[] {
  const found = pasted
    .flatMap((text) => text.split(/[,;\n\t]+/))
    .flatMap((entry) => /<([^<>]*)>/.exec(entry)?.[1] ?? entry.split(/\s+/))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return [...new Set(found)];
}

export function wrongAddresses(addresses: readonly string[]): string[] {
  return addresses.filter((address) => !plausible.test(address));
}
