namespace DiemCau.Meetings.Live.Signalling;

/// <summary>What the hub calls at its clients.</summary>
internal static class ConferenceMessages
{
    public const string Snapshot = "Snapshot";
    public const string Changed = "Changed";
    public const string Slots = "Slots";
    public const string Admitted = "Admitted";
    public const string Refused = "Refused";
    public const string Removed = "Removed";
    public const string Ended = "Ended";
    public const string FloorGiven = "FloorGiven";
    public const string MutedByChair = "MutedByChair";
    public const string SendLayers = "SendLayers";
    public const string Notice = "Notice";
}

internal sealed record MutedBy(Guid? By);

/// <param name="Camera">Rids of the layers to send, of those in the offer; the others may rest.</param>
internal sealed record WantedLayers(IReadOnlyList<string> Camera);

/// <param name="Code">For machines: chair_away, database_unavailable, database_back.</param>
/// <param name="Text">For people, in the receiver's language.</param>
internal sealed record Notice(string Code, string Text);
