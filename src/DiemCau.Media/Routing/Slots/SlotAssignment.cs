namespace DiemCau.Media.Routing.Slots;

/// <summary>A receive slot as answered: its m-line, what it is for, and the streams the server announced on it.</summary>
/// <param name="RtxSsrc">0 for voices.</param>
/// <param name="IsWithPodium">It shares the podium's media stream.</param>
internal sealed record SlotAssignment(string Mid, SlotKind Kind, uint Ssrc, uint RtxSsrc, bool IsWithPodium);
