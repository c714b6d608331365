// The shapes of docs/protocol.md, in the form that openapi-typescript writes (`npm run api`).

type Json<Body> = { content: { 'application/json': Body } };
type Answer<Body> = Body extends undefined ? { headers: Record<string, unknown>; content?: never } : { headers: Record<string, unknown> } & Json<Body>;
type ProblemAnswer = { headers: Record<string, unknown>; content: { 'application/problem+json': components['schemas']['Problem'] } };

type Call<Body, Result, Path = never, Query = never> = {
  parameters: { header?: never; cookie?: never } & ([Path] extends [never] ? { path?: never } : { path: Path }) & {
      query?: [Query] extends [never] ? never : Query;
    };
  responses: { 200: Answer<Result>; default: ProblemAnswer };
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: Json<Body> });
interface ListQuery {
  search?: string;
  page?: number;
  pageSize?: number;
}

export interface components {
  schemas: {
    Problem: {
      type?: string;
      title: string;
      status: number;
      code?: string;
      detail?: string;
      traceId?: string;
      errors?: Record<string, string[]>;
    };
    Account: {
      id: string;
      email: string;
      unitId: string | null;
      unitName: string | null;
      displayName: string;
      isAdministrator: boolean;
      twoFactorEnabled: boolean;
      state: 'pending' | 'active' | 'disabled';
      createdAt: string;
      lastSignInAt: string | null;
    };
    Installation: {
      name: string;
      language: string;
      timeZone: string;
      mailDomains: string[];
      needsFirstAdministrator: boolean;
    };
    Session: { account: components['schemas']['Account'] | null; installation: components['schemas']['Installation'] };
    AccountLink: {
      purpose: 'activation' | 'passwordReset' | 'firstAdministrator';
      email: string | null;
      state: 'valid' | 'expired' | 'used';
    };
    PasswordPolicy: { minimumLength: number; requireDigit: boolean; requireLetter: boolean };
    TwoFactorSetup: { secret: string; uri: string; qrSvg: string };
    RecoveryCodes: { recoveryCodes: string[] };
    RoomMode: 'discussion' | 'training' | 'conference';
    RoomLive: { conferenceId: string; participants: number; openedAt: string };
    Room: {
      id: string;
      name: string;
      unitId: string;
      unitName: string;
      mode: components['schemas']['RoomMode'];
      waitingRoom: boolean;
      slug: string;
      link: string;
      createdAt: string;
      isMine: boolean;
      live: components['schemas']['RoomLive'] | null;
    };
    RoomDoor: {
      id: string;
      name: string;
      unitName: string;
      mode: components['schemas']['RoomMode'];
      waitingRoom: boolean;
      open: boolean;
      locked: boolean;
    };
    NewRoom: { name: string; password: string; mode: components['schemas']['RoomMode']; waitingRoom: boolean };
    RoomChange: { name?: string; password?: string; mode?: components['schemas']['RoomMode']; waitingRoom?: boolean };
    RoomInvitation: { emails: string[]; startsAt?: string; minutes?: number; note?: string; includePassword: boolean; password?: string };
    RoomInvitationResult: { accepted: number; refused: string[] };
    Unit: { id: string; name: string; code: string | null; parentId: string | null };
    MailDomain: { domain: string };
    KeptMail: { id: string; to: string; subject: string; createdAt: string };
    KeptMailContent: { id: string; to: string; subject: string; createdAt: string; text: string; hasCalendar: boolean };
  };
}

type S = components['schemas'];
type Page<Item> = { items: Item[]; total: number };

export interface paths {
  '/api/session': {
    get: Call<never, S['Session']>;
    post: Call<
      { email: string; password: string; code?: string; recoveryCode?: string; rememberDevice?: boolean },
      S['Account']
    >;
    delete: Call<never, undefined>;
  };
  '/api/session/everywhere/sign-out': { post: Call<never, undefined> };
  '/api/accounts': { post: Call<{ email: string }, undefined> };
  '/api/accounts/links/{token}': { get: Call<never, S['AccountLink'], { token: string }> };
  '/api/accounts/activation': { post: Call<{ token: string; password: string; unitName?: string }, S['Account']> };
  '/api/accounts/first-administrator': { post: Call<{ token: string; email: string; password: string }, S['Account']> };
  '/api/accounts/forgotten-password': { post: Call<{ email: string }, undefined> };
  '/api/accounts/password-reset': { post: Call<{ token: string; password: string }, undefined> };
  '/api/accounts/me/password': { put: Call<{ current: string; password: string }, undefined> };
  '/api/accounts/password-policy': { get: Call<never, S['PasswordPolicy']> };
  '/api/accounts/me/two-factor': {
    post: Call<never, S['TwoFactorSetup']>;
    put: Call<{ code: string }, S['RecoveryCodes']>;
    delete: Call<{ password: string }, undefined>;
  };
  '/api/admin/accounts': {
    get: Call<never, Page<S['Account']>, never, ListQuery>;
    post: Call<{ email: string; unitId?: string }, S['Account']>;
  };
  '/api/admin/accounts/{id}': {
    patch: Call<
      { state?: 'active' | 'disabled'; unitId?: string; isAdministrator?: boolean },
      S['Account'],
      { id: string }
    >;
  };
  '/api/admin/accounts/{id}/activation-mail': { post: Call<never, undefined, { id: string }> };
  '/api/admin/mail-domains': {
    get: Call<never, Page<S['MailDomain']>, never, ListQuery>;
    post: Call<{ domain: string }, S['MailDomain']>;
  };
  '/api/admin/mail-domains/{domain}': { delete: Call<never, undefined, { domain: string }> };
  '/api/admin/units': {
    get: Call<never, Page<S['Unit']>, never, ListQuery>;
    post: Call<{ name: string; code?: string; parentId?: string }, S['Unit']>;
  };
  '/api/admin/units/{id}': {
    patch: Call<{ name?: string; code?: string; parentId?: string }, S['Unit'], { id: string }>;
    delete: Call<never, undefined, { id: string }>;
  };
  '/api/admin/mails': { get: Call<never, Page<S['KeptMail']>, never, ListQuery> };
  '/api/admin/mails/{id}': { get: Call<never, S['KeptMailContent'], { id: string }> };
  '/api/rooms': {
    get: Call<never, Page<S['Room']>, never, ListQuery & { mine?: boolean }>;
    post: Call<S['NewRoom'], S['Room']>;
  };
  '/api/rooms/{id}': {
    get: Call<never, S['Room'], { id: string }>;
    patch: Call<S['RoomChange'], S['Room'], { id: string }>;
    delete: Call<never, undefined, { id: string }>;
  };
  '/api/rooms/by-slug/{slug}': { get: Call<never, S['RoomDoor'], { slug: string }> };
  '/api/rooms/{id}/invitations': { post: Call<S['RoomInvitation'], S['RoomInvitationResult'], { id: string }> };
}
