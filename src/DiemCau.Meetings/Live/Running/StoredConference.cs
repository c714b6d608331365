using System.Text.Json;
using DiemCau.Meetings.Live.Conferences;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// A live conference as it is kept in the database: shapes of their own with a format number, so that neither a renamed word of the hub nor a
/// moved part of the aggregate empties a conference that is going on while the server is upgraded.
/// </summary>
internal sealed record StoredConference
{
    /// <summary>Grows when older readers would misunderstand.</summary>
    public const int CurrentFormat = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public int Format { get; init; }

    /// <summary>Of the last delta that clients were told.</summary>
    public long Version { get; init; }

    public bool Locked { get; init; }

    public bool WaitingRoom { get; init; }

    public bool SelfUnmute { get; init; } = true;

    public ConferenceLayout Layout { get; init; }

    public Guid? PodiumId { get; init; }

    public bool PodiumPinned { get; init; }

    public Guid? ScreenId { get; init; }

    public Guid? ChairId { get; init; }

    public StoredReservation? ChairKept { get; init; }

    public DateTimeOffset? SessionOpenedAt { get; init; }

    public IReadOnlyList<Guid> Floor { get; init; } = [];

    public IReadOnlyDictionary<Guid, DateTimeOffset> FloorSince { get; init; } = new Dictionary<Guid, DateTimeOffset>();

    public IReadOnlyList<StoredHand> Hands { get; init; } = [];

    public IReadOnlyList<StoredWaiting> Waiting { get; init; } = [];

    public IReadOnlyList<Guid> AdmittedTickets { get; init; } = [];

    public IReadOnlyList<Guid> RefusedTickets { get; init; } = [];

    public IReadOnlyList<Guid> BarredIds { get; init; } = [];

    public IReadOnlyList<string> BarredBrowsers { get; init; } = [];

    public IReadOnlyList<StoredGone> Gone { get; init; } = [];

    public IReadOnlyList<StoredParticipant> Participants { get; init; } = [];

    internal sealed record StoredReservation(Guid ParticipantId, Guid? UnitId, DateTimeOffset Since);

    internal sealed record StoredHand(Guid ParticipantId, DateTimeOffset At);

    internal sealed record StoredWaiting(Guid TicketId, string Name, DateTimeOffset At, LineClass? Line);

    internal sealed record StoredGone(Guid? PassId, Guid? AccountId, string? Browser, string Name, LineClass Line, DateTimeOffset At);

    internal sealed record StoredSite(Guid Id, string Name, bool IsMain);

    internal sealed record StoredParticipant(Guid Id, string Name, Capacity Capacity, DateTimeOffset JoinedAt)
    {
        public Guid? AccountId { get; init; }

        public string? AccountStamp { get; init; }

        public Guid? PassId { get; init; }

        public Guid? KioskId { get; init; }

        public Guid? UnitId { get; init; }

        public string? UnitName { get; init; }

        public StoredSite? Site { get; init; }

        public IReadOnlyList<Guid>? Branch { get; init; }

        public string? Browser { get; init; }

        public bool WithMedia { get; init; }

        public bool PassesDoor { get; init; }

        public LineClass Line { get; init; }

        public bool NeedsConsent { get; init; }

        public bool Microphone { get; init; }

        public bool Camera { get; init; }

        public bool Screen { get; init; }

        public bool MutedByChair { get; init; }

        public bool Allowed { get; init; }

        public bool HasSent { get; init; }

        public bool HasBeenHeard { get; init; }

        public ConnectionWay? Way { get; init; }
    }

    public static string Write(ConferenceState state, long version) => JsonSerializer.Serialize(Of(state, version), Json);

    /// <summary>Null: written in a format that this server does not read; the conference goes on with an empty list.</summary>
    public static StoredConference? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredConference>(json, Json) is { Format: CurrentFormat } stored ? stored : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public ConferenceState ToState() => new()
    {
        Locked = Locked,
        WaitingRoom = WaitingRoom,
        SelfUnmute = SelfUnmute,
        Layout = Layout,
        Podium = new(PodiumId, PodiumPinned),
        ScreenId = ScreenId,
        ChairId = ChairId,
        ChairReserved = ChairKept is { } kept ? new(kept.ParticipantId, kept.UnitId, kept.Since) : null,
        SessionOpenedAt = SessionOpenedAt,
        Floor = Floor,
        FloorSince = FloorSince,
        Hands = [.. Hands.Select(hand => new RaisedHand(hand.ParticipantId, hand.At))],
        Waiting = [.. Waiting.Select(person => new WaitingPerson(person.TicketId, person.Name, person.At, person.Line))],
        AdmittedTickets = AdmittedTickets,
        RefusedTickets = RefusedTickets,
        BarredIds = BarredIds,
        BarredBrowsers = BarredBrowsers,
        Gone = [.. Gone.Select(who => new Gone(who.PassId, who.AccountId, who.Browser, who.Name, who.Line, who.At))],
        Participants = [.. Participants.Select(ToState)],
    };

    private static StoredConference Of(ConferenceState state, long version) => new()
    {
        Format = CurrentFormat,
        Version = version,
        Locked = state.Locked,
        WaitingRoom = state.WaitingRoom,
        SelfUnmute = state.SelfUnmute,
        Layout = state.Layout,
        PodiumId = state.Podium.ParticipantId,
        PodiumPinned = state.Podium.Pinned,
        ScreenId = state.ScreenId,
        ChairId = state.ChairId,
        ChairKept = state.ChairReserved is { } kept ? new(kept.ParticipantId, kept.UnitId, kept.Since) : null,
        SessionOpenedAt = state.SessionOpenedAt,
        Floor = state.Floor,
        FloorSince = state.FloorSince,
        Hands = [.. state.Hands.Select(hand => new StoredHand(hand.ParticipantId, hand.At))],
        Waiting = [.. state.Waiting.Select(person => new StoredWaiting(person.TicketId, person.DisplayName, person.At, person.Line))],
        AdmittedTickets = state.AdmittedTickets,
        RefusedTickets = state.RefusedTickets,
        BarredIds = state.BarredIds,
        BarredBrowsers = state.BarredBrowsers,
        Gone = [.. state.Gone.Select(who => new StoredGone(who.PassId, who.AccountId, who.Browser, who.Name, who.Line, who.At))],
        Participants = [.. state.Participants.Select(Of)],
    };

    private static StoredParticipant Of(ParticipantState kept) => new(kept.Who.Id, kept.Who.DisplayName, kept.Who.Capacity, kept.JoinedAt)
    {
        AccountId = kept.Who.AccountId,
        AccountStamp = kept.Who.AccountStamp,
        PassId = kept.Who.PassId,
        KioskId = kept.Who.KioskId,
        UnitId = kept.Who.UnitId,
        UnitName = kept.Who.UnitName,
        Site = kept.Who.Site is { } site ? new(site.Id, site.Name, site.IsMain) : null,
        Branch = kept.Who.Branch,
        Browser = kept.Who.Browser,
        WithMedia = kept.Who.WithMedia,
        PassesDoor = kept.Who.PassesDoor,
        Line = kept.Who.Line,
        NeedsConsent = kept.Who.NeedsConsent,
        Microphone = kept.Microphone,
        Camera = kept.Camera,
        Screen = kept.Screen,
        MutedByChair = kept.MutedByChair,
        Allowed = kept.Allowed,
        HasSent = kept.HasSent,
        HasBeenHeard = kept.HasBeenHeard,
        Way = kept.Way,
    };

    private static ParticipantState ToState(StoredParticipant kept) => new(
        new Newcomer(kept.Id, kept.Name, kept.Capacity)
        {
            AccountId = kept.AccountId,
            AccountStamp = kept.AccountStamp,
            PassId = kept.PassId,
            KioskId = kept.KioskId,
            UnitId = kept.UnitId,
            UnitName = kept.UnitName,
            Site = kept.Site is { } site ? new(site.Id, site.Name, site.IsMain) : null,
            Branch = kept.Branch,
            Browser = kept.Browser,
            WithMedia = kept.WithMedia,
            PassesDoor = kept.PassesDoor,
            Line = kept.Line,
            NeedsConsent = kept.NeedsConsent,
        },
        kept.JoinedAt, kept.Microphone, kept.Camera, kept.Screen, kept.MutedByChair, kept.Allowed, kept.HasSent, kept.HasBeenHeard,
        kept.Way);
}
