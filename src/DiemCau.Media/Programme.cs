namespace DiemCau.Media;

/// <summary>Who is heard and seen in a conference. Everybody else's packets are dropped in the server, whatever their clients do.</summary>
/// <param name="MayBeHeard">Participants whose microphone is forwarded when it is among the loudest.</param>
/// <param name="MayBeSeen">Participants whose camera is forwarded.</param>
/// <param name="Feeds">What slots can show, besides the tiles that receivers choose. A screen is forwarded while a feed has it.</param>
/// <param name="Shown">Which feed is in everybody's slot of a kind.</param>
/// <param name="ShownTo">By participant: those who are shown other feeds. Nobody is shown their own picture.</param>
/// <param name="PrivateVoices">
/// By speaker: whose voice goes to these listeners and to nobody else, whether or not the speaker may be heard. Null: nobody's.
/// </param>
public sealed record Programme(
    IReadOnlySet<Guid> MayBeHeard,
    IReadOnlySet<Guid> MayBeSeen,
    IReadOnlyList<Feed> Feeds,
    FeedChoice Shown,
    IReadOnlyDictionary<Guid, FeedChoice> ShownTo,
    IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>? PrivateVoices = null)
{
    public static readonly Programme Empty = Of(new HashSet<Guid>(), new HashSet<Guid>(), null, null);

    /// <summary>One camera in every podium slot and one screen in every screen slot.</summary>
    public static Programme Of(IReadOnlySet<Guid> mayBeHeard, IReadOnlySet<Guid> mayBeSeen, Guid? podium, Guid? screen) => new(
        mayBeHeard,
        mayBeSeen,
        [new Feed("podium", podium, SourceKind.Camera), new Feed("screen", screen, SourceKind.Screen)],
        new FeedChoice("podium", "screen"),
        new Dictionary<Guid, FeedChoice>());
}

/// <summary>A picture that slots show by its name, whoever is behind it at the moment.</summary>
/// <param name="ParticipantId">It may name a participant that comes later. Null: there is nothing to see.</param>
public sealed record Feed(string Name, Guid? ParticipantId, SourceKind Source);

/// <summary>The feed in a receiver's slots of each kind; null: nothing. On a weak line the first of them is lost last.</summary>
public sealed record FeedChoice(string? Podium, string? Screen, string? ChairScreen = null);

/// <summary>What one participant wants to see, in device pixels; tiles in order of importance. Null or zero: not shown.</summary>
public sealed record ReceiverView(ViewSize? Podium, ViewSize? Screen, IReadOnlyList<ViewTile> Tiles, ViewSize? ChairScreen = null);

/// <summary>Width and height in device pixels.</summary>
public readonly record struct ViewSize(int Width, int Height);

public readonly record struct ViewTile(Guid ParticipantId, int Width, int Height);

/// <summary>Which m-lines (by mid) of an offer carry which source, and which are which receive slot.</summary>
/// <param name="Microphone">Null where the participant has none; likewise the others.</param>
public sealed record SlotPlan(
    string? Microphone,
    string? Camera,
    string? Screen,
    IReadOnlyList<string> AudioSlots,
    string? PodiumSlot,
    string? ScreenSlot,
    IReadOnlyList<string> TileSlots,
    string? ChairScreenSlot = null);

/// <summary>What flows in one receive slot.</summary>
/// <param name="Mid">The m-line of the receiver's own offer.</param>
/// <param name="ParticipantId">Whose picture or voice it is; null: the slot is empty.</param>
/// <param name="Paused">Why nothing flows although somebody is assigned; null: it flows.</param>
public sealed record SlotState(string Mid, SlotKind Kind, Guid? ParticipantId, SourceKind? Source, PauseReason? Paused);

public enum SlotKind { Audio, Podium, Screen, ChairScreen, Tile }

public enum SourceKind { Microphone, Camera, Screen }

/// <summary>
/// Bandwidth: the receiver's line is too weak. SourceOff: the sender sends nothing. LayerOff: no layer that the receiver can take.
/// </summary>
public enum PauseReason { Bandwidth, SourceOff, LayerOff }

/// <summary>Disconnected: no consent check for 10 s (RFC 7675). Closed: left, DTLS ended or failed.</summary>
public enum TransportState { Connecting, Connected, Disconnected, Closed }

/// <summary>How a participant's line did in the last interval. Loss in percent of packets, rates in kbit/s, times in ms.</summary>
public sealed record LineQuality(double UplinkLoss, double DownlinkLoss, double? RoundTrip, int? DownlinkRate, int UplinkRate);
