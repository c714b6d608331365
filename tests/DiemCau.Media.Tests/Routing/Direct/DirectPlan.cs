using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing.Direct;

/// <summary>What a participant would have negotiated: sources by the mids m, c and s, slots by names of their own.</summary>
/// <param name="Rids">Simulcast layers of the camera.</param>
/// <param name="Announced">The camera's SSRCs, where its offer names them.</param>
/// <param name="Reports">It reports the arrival of packets (transport-wide feedback), as browsers do.</param>
/// <param name="Redundancy">It sends and takes voices with copies of those before them (RFC 2198).</param>
internal sealed record DirectPlan(
    bool Sends = false,
    int Voices = 0,
    bool Podium = false,
    bool Screen = false,
    bool ChairScreen = false,
    int Tiles = 0,
    bool SharesScreen = false,
    bool Reports = false,
    bool Redundancy = false,
    IReadOnlyList<SdpSource>? Announced = null,
    params IReadOnlyList<string> Rids)
{
    public const byte Opus = 111;
    public const byte Red = 63;
    public const byte Vp8 = 96;
    public const byte Rtx = 97;
    public const byte Mid = 4;
    public const byte Rid = 5;
    public const byte RepairedRid = 6;
    public const byte Level = 1;

    private static readonly HeaderExtensionIds Extensions = new()
    {
        Mid = Mid, Rid = Rid, RepairedRid = RepairedRid, AudioLevel = Level,
    };

    private NegotiatedCodec Voice =>
        new(Opus, null, "opus", VideoCodec.Unknown, 48_000, "", false, false, false, false, false, Redundancy ? Red : null);

    private static readonly NegotiatedCodec Picture =
        new(Vp8, Rtx, "vp8", VideoCodec.Vp8, 90_000, "", true, true, true, false, true);

    public SlotPlan Slots => new(
        Sends ? "m" : null,
        Sends ? "c" : null,
        SharesScreen ? "s" : null,
        [.. Enumerable.Range(0, Voices).Select(i => $"voice{i}")],
        Podium ? "podium" : null,
        Screen ? "screen" : null,
        [.. Enumerable.Range(0, Tiles).Select(i => $"tile{i}")],
        ChairScreen ? "chair" : null);

    public IReadOnlyList<SlotAssignment> Assignments
    {
        get
        {
            var slots = Slots;
            var all = slots.AudioSlots.Select(mid => (mid, SlotKind.Audio)).ToList();
            Add(slots.PodiumSlot, SlotKind.Podium);
            Add(slots.ScreenSlot, SlotKind.Screen);
            Add(slots.ChairScreenSlot, SlotKind.ChairScreen);
            all.AddRange(slots.TileSlots.Select(mid => (mid, SlotKind.Tile)));
            return [.. all.Select((slot, i) => new SlotAssignment(slot.mid, slot.Item2, SsrcOf(i), RtxOf(i, slot.Item2), false))];

            void Add(string? mid, SlotKind kind)
            {
                if (mid is not null)
                {
                    all.Add((mid, kind));
                }
            }
        }
    }

    public NegotiatedSession Session => new("ufrag", "password", null!, [.. Media()]);

    private static uint SsrcOf(int slot) => 5_000 + (uint)slot;

    private static uint RtxOf(int slot, SlotKind kind) => kind == SlotKind.Audio ? 0 : 6_000 + (uint)slot;

    private IEnumerable<NegotiatedMedia> Media()
    {
        if (Sends)
        {
            yield return new NegotiatedMedia(0, "m", MediaKind.Audio, true, false, [Voice], Extensions, [], [], null);
            yield return new NegotiatedMedia(1, "c", MediaKind.Video, true, false, [Picture], Extensions, Rids ?? [], Announced ?? [], null);
        }

        if (SharesScreen)
        {
            yield return new NegotiatedMedia(2, "s", MediaKind.Video, true, false, [Picture], Extensions, [], [], null);
        }

        var extensions = new HeaderExtensionIds { TransportSequence = Reports ? (byte)3 : (byte)0 };
        foreach (var slot in Assignments)
        {
            var isAudio = slot.Kind == SlotKind.Audio;
            var kind = isAudio ? MediaKind.Audio : MediaKind.Video;
            yield return new NegotiatedMedia(9, slot.Mid, kind, false, true, [isAudio ? Voice : Picture], extensions, [], [], null);
        }
    }
}
