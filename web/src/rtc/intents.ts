import type { ConferenceLayout, QualityReport, Sending, View } from './protocol';
import type { Way } from './way';

/** What a client may ask of the server over the hub (docs/protocol.md section 5), with its arguments. */
export interface Intents {
  SetSending: [Sending];
  SetView: [View];
  RaiseHand: [];
  LowerHand: [participantId?: string];
  SendChatOnce: [messageId: string, text: string];
  ReportQuality: [QualityReport];
  SettleWay: [Way];
  Mute: [participantId: string];
  MuteAll: [];
  AllowUnmute: [participantId: string];
  SetSelfUnmute: [allowed: boolean];
  GiveFloor: [participantId: string];
  TakeFloor: [participantId: string];
  SetPodium: [participantId: string | null];
  SetLayout: [ConferenceLayout];
  Admit: [ticketId: string];
  AdmitAll: [];
  Refuse: [ticketId: string];
  SetLocked: [locked: boolean];
  SetWaitingRoom: [on: boolean];
  Remove: [participantId: string];
  HandOverChair: [participantId: string];
  OpenSession: [];
  EndForAll: [];
  TakeChair: [];
}

export type Intent = keyof Intents;
