using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who comes in: proven by a password, a link, a ticket or an account before the conference sees it.</summary>
/// <param name="DisplayName">Who sits there, as everybody reads it.</param>
internal sealed record Newcomer(Guid Id, string DisplayName, Capacity Capacity)
{
    /// <summary>The account it is signed in with; null: none.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Of the account when it came in; another one since means that its sessions were ended.</summary>
    public string? AccountStamp { get; init; }

    /// <summary>The link or appointment by which it came; null: by password or as its unit.</summary>
    public Guid? PassId { get; init; }

    /// <summary>The kiosk that comes by its key; null: somebody else.</summary>
    public Guid? KioskId { get; init; }

    /// <summary>The site's, or the account's; null for guests.</summary>
    public Guid? UnitId { get; init; }

    public string? UnitName { get; init; }

    /// <summary>The site whose machine or delegate it is. Several machines of one site are one site with several pictures.</summary>
    public SeatedSite? Site { get; init; }

    /// <summary>Of an operator: the units whose participants it looks after; null: it directs the whole conference.</summary>
    public IReadOnlyList<Guid>? Branch { get; init; }

    /// <summary>Opaque mark of the browser, so that somebody removed does not come back with the same password, and who was inside is known.</summary>
    public string? Browser { get; init; }

    /// <summary>The network it comes from, as limits count it; null: not known any more.</summary>
    [JsonIgnore]
    public string? Address { get; init; }

    /// <summary>Brings an SDP offer; without it the person takes part in list and chat only.</summary>
    public bool WithMedia { get; init; }

    /// <summary>Invited by name, or by an administrator's token: neither lock nor waiting room holds it.</summary>
    public bool PassesDoor { get; init; }

    public LineClass Line { get; init; }

    /// <summary>Comes by a line that the chair has to agree to.</summary>
    public bool NeedsConsent { get; init; }

    /// <summary>May take the chair.</summary>
    public bool MayPreside => Capacity == Capacity.Chair;
}

/// <param name="IsMain">"Điểm cầu chính"</param>
internal sealed record SeatedSite(Guid Id, string Name, bool IsMain);
