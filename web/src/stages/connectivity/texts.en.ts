import type { vi } from './texts.vi';

export const en: typeof vi = {
  title: 'Connection check',
  lead: 'This page tries the ways that picture and sound can take from this machine to the server. It takes about ten seconds and records nothing.',
  way: {
    socket: { name: 'Control channel', detail: 'WebSocket over HTTPS: people, chat, raised hands' },
    udp: { name: 'Picture and sound directly', detail: 'UDP: the best way, with the least delay' },
    tcp: { name: 'Picture and sound over the HTTPS port', detail: 'TCP on the same port as the web page (ICE-TCP)' },
    turn: { name: 'Relay on the HTTPS port', detail: 'TURN over TCP, which leads to the meeting server only' },
    turns: { name: 'Relay inside HTTPS', detail: 'TURN over TLS: passes firewalls that look into connections, too' },
  },
  state: { running: 'Trying…', works: 'Works', fails: 'Does not work' },
  column: { way: 'Way', state: 'Result', connect: 'Connected after', roundTrip: 'There and back' },
  milliseconds: '{{value}} ms',
  none: '–',
  verdict: {
    running: { title: 'Checking…', text: 'Please leave this page open.' },
    good: {
      title: 'This machine can meet in the best quality',
      text: 'Picture and sound travel directly by UDP. Nothing needs to be done.',
    },
    fair: {
      title: 'This machine can meet, but not by the best way',
      text: 'The network blocks UDP, so picture and sound take the HTTPS port. The system chooses this by itself; on a weak line the picture may be jerky and late.',
    },
    noMedia: {
      title: 'You can enter the room, but without picture and sound',
      text: 'The web page opens, but every way for picture and sound is blocked. Please send the request below to your network administrator.',
    },
    noControl: {
      title: 'Picture and sound pass, but the control channel is blocked',
      text: 'A proxy on the way does not let WebSockets through. The system tries another way, but lists and chat may be slow.',
    },
    nothing: {
      title: 'The server cannot be reached',
      text: 'Please check the line of this site, then send the request below to your network administrator.',
    },
  },
  request: {
    title: 'Request to the network administrator',
    udp: 'Allow outgoing UDP from the participants’ machines to {{places}}, and the answers to it.',
    https: 'Allow outgoing TCP to {{host}} and let WebSockets (RFC 6455) pass, without decrypting TLS on the way.',
    certificate: 'If the server’s certificate is self-signed, TURN over TLS works only where this machine trusts it.',
    copy: 'Copy results and request',
    copied: 'Copied',
  },
  again: 'Check again',
  home: 'To the start page',
};
