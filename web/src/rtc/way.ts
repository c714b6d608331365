/** How media gets to the server: directly, or by the HTTPS port where a network lets nothing else through. */
export type Way = 'udp' | 'tcp' | 'turn' | 'turns';

interface AnyStat {
  type: string;
  id?: string;
  [field: string]: unknown;
}

/** The way in use, from getStats; null before there is one. */
export function wayOf(report: Iterable<AnyStat>): Way | null {
  const stats = [...report];
  const selected = stats.find((stat) => stat.type === 'transport')?.selectedCandidatePairId;
  // Firefox has no transport statistics and marks the pair itself.
  const pair = stats.find(
    (stat) => stat.type === 'candidate-pair' && (selected ? stat.id === selected : stat.nominated),
  );
  const local = stats.find((stat) => stat.id !== undefined && stat.id === pair?.localCandidateId);
  if (!local) return null;
  if (local.candidateType === 'relay') return local.relayProtocol === 'tls' ? 'turns' : 'turn';
  return local.protocol === 'tcp' ? 'tcp' : 'udp';
}
