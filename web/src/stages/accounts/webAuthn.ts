/** Web Authentication in the browser: what the server asks and gets is JSON with bytes in base64url. */

/** As the server's JSON has it; the browser's own reading of it (Chromium 129) is newer than the computers of many offices. */
interface DescriptorJson {
  id: string;
  type: 'public-key';
}

interface CreationJson {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: DescriptorJson[];
}

interface RequestJson {
  challenge: string;
  allowCredentials?: DescriptorJson[];
}

/** What the server reads of a browser's answer. */
export interface CredentialJson {
  id: string;
  rawId: string;
  type: string;
  response: Record<string, string | string[] | null>;
  clientExtensionResults: object;
}

/** Whether this browser knows passkeys at all. */
export function browserHasPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && typeof navigator.credentials?.create === 'function';
}

/** Nobody touched the key in time, or the person said no: nothing went wrong. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}

/** The computer or key that was to make one has a passkey of this account already. */
export function isKnownHere(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

/** Lets the person make a passkey. */
export async function createPasskey(options: unknown): Promise<CredentialJson> {
  const asked = options as CreationJson;
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    user: { ...asked.user, id: bytesOf(asked.user.id) },
    excludeCredentials: asked.excludeCredentials?.map(descriptorOf),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return credentialOf(made, {
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

/** Lets the person show one of the passkeys that the options name. */
export async function showPasskey(options: unknown): Promise<CredentialJson> {
  const asked = options as RequestJson;
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    allowCredentials: asked.allowCredentials?.map(descriptorOf),
  } as unknown as PublicKeyCredentialRequestOptions;
  const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = shown.response as AuthenticatorAssertionResponse;
  return credentialOf(shown, {
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    userHandle: response.userHandle ? textOf(response.userHandle) : null,
  });
}

function descriptorOf({ id, type }: DescriptorJson): PublicKeyCredentialDescriptor {
  return { id: bytesOf(id), type };
}

function credentialOf(credential: PublicKeyCredential, response: CredentialJson['response']): CredentialJson {
  const { id, rawId, type } = credential;
  return { id, rawId: textOf(rawId), type, response, clientExtensionResults: {} };
}

/** RFC 4648 section 5, without padding. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
