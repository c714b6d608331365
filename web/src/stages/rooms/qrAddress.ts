/** The address of a room's QR code, drawn by the server as an SVG. */
export function qrAddress(roomId: string): string {
  return `/api/rooms/${encodeURIComponent(roomId)}/qr.svg`;
}
