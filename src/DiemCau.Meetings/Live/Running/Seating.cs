using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Running;

/// <summary>How somebody who asked to come in fared.</summary>
/// <param name="Answer">SDP; null: without media, or not inside.</param>
/// <param name="Snapshot">Null: not inside.</param>
internal sealed record Seating(Entry Entry, string? Answer, Snapshot? Snapshot);
