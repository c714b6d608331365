using System.Net;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Session;

namespace DiemCau.VirtualParticipant;

/// <summary>How a virtual participant joins a room, or a meeting by its personal link.</summary>
/// <param name="Server">https://host:port</param>
/// <param name="RoomId">Not looked at where there is a <see cref="Pass"/>.</param>
public sealed record JoinRequest(Uri Server, string RoomId, string DisplayName)
{
    /// <summary>Null: the HTTP client is signed in with the room's own account.</summary>
    public string? Password { get; init; }

    /// <summary>The unguessable end of a personal link into a meeting; null: a room is joined.</summary>
    public string? Pass { get; init; }

    /// <summary>Played as microphone and camera; null: it only watches.</summary>
    public Clip? Clip { get; init; }

    /// <summary>Played as a shared screen.</summary>
    public Clip? Screen { get; init; }

    public int AudioSlots { get; init; } = 3;

    public bool PodiumSlot { get; init; } = true;

    public bool ScreenSlot { get; init; } = true;

    public int Tiles { get; init; } = 9;

    /// <summary>
    /// The clips that the others play, for recognising what arrives; null: frames are only counted. Synthetic ones need no list.
    /// </summary>
    public IReadOnlyList<Clip>? Recognise { get; init; }

    /// <summary>A relay in front of the server's media port.</summary>
    public IPEndPoint? MediaVia { get; init; }

    /// <summary>A signed-in client; null: nobody is signed in.</summary>
    public HttpClient? Http { get; init; }

    /// <summary>Where it is posted.</summary>
    internal string Door => Pass is null ? $"/api/rooms/{RoomId}/participants" : $"/api/passes/{Pass}/participants";

    internal PeerPlan Plan(long clipStart) => new()
    {
        Microphone = Clip,
        Camera = Clip,
        Screen = Screen,
        AudioSlots = AudioSlots,
        PodiumSlot = PodiumSlot,
        ScreenSlot = ScreenSlot,
        Tiles = Tiles,
        Check = Recognise is null ? null : new ContentIndex(Recognise),
        ClipStart = clipStart,
    };
}
