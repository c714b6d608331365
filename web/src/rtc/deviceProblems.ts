/** Why a microphone, a camera or a screen could not be opened; the view has a text and a way out for each. */
export type DeviceProblem =
  | 'denied'
  | 'deniedBySystem'
  | 'dismissed'
  | 'missing'
  | 'busy'
  | 'lost'
  | 'insecure'
  | 'unsupported'
  | 'failed';

/** Browsers agree on the names of these errors (W3C Media Capture, section 10) and only partly on their messages. */
export function deviceProblem(error: unknown): DeviceProblem {
  const { name, message } = (error ?? {}) as {
    name?: string;
    message?: string;
  };
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      if (/system|operating/i.test(message ?? '')) return 'deniedBySystem';
      // Chromium says "Permission dismissed" when the question was closed without an answer: asking again is possible.
      return /dismiss/i.test(message ?? '') ? 'dismissed' : 'denied';
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    case 'TypeError':
    case 'NotSupportedError':
      return 'unsupported';
    default:
      return 'failed';
  }
}

export type BrowserFamily = 'chrome' | 'edge' | 'coccoc' | 'firefox' | 'safari' | 'ios' | 'android' | 'other';

/** The family decides where the permission switch is found. Order matters: Edge and Cốc Cốc also call themselves Chrome. */
export function browserFamily(userAgent: string, touchPoints = 0): BrowserFamily {
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/coc_coc_browser|CocCoc/i.test(userAgent)) return 'coccoc';
  if (/Edg\//.test(userAgent)) return 'edge';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrome\/|Chromium\//.test(userAgent)) return 'chrome';
  if (/Safari\//.test(userAgent)) return 'safari';
  return 'other';
}
