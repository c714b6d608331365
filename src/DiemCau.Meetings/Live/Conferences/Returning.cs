namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// Who was inside and went, by its link, its account, or its browser and name: for a while it comes back without being admitted again.
/// Whoever closes the door lets in those alone who are inside at that moment.
/// </summary>
internal sealed class Returning(Roster roster)
{
    /// <summary>A break between two parts of a meeting, or a computer that has to be set up anew.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Twice the people that a conference holds; the earliest give way.</summary>
    public const int Most = 2 * Door.MaximumParticipants;

    private readonly List<Gone> _gone = [];

    public IReadOnlyList<Gone> Everybody => _gone;

    public void Restore(IEnumerable<Gone> gone) => _gone.AddRange(gone);

    public void Remember(Newcomer who, DateTimeOffset now)
    {
        _gone.RemoveAll(one => one.IsOver(now) || one.Is(who));
        if (_gone.Count >= Most)
        {
            _gone.RemoveAt(0);
        }

        _gone.Add(Gone.Of(who, now));
    }

    /// <summary>Was inside a while ago, or is still on the list with its lines lost: a browser that has crashed.</summary>
    public bool Knows(Newcomer who, DateTimeOffset now) =>
        _gone.Any(one => one.Is(who) && !one.IsOver(now) && (!who.NeedsConsent || one.Line == who.Line)) || Lost(who) is not null;

    /// <summary>The place that somebody lost who comes anew by the same browser; null: none, or it is somebody else's.</summary>
    public Participant? Lost(Newcomer who) => roster.FirstOrDefault(one => one is { AbsentSince: not null, HasCome: true }
        && one.Id != who.Id
        && who.Browser is not null && one.Who.Browser == who.Browser
        && Gone.Of(one.Who, one.AbsentSince.Value).Is(who)
        && (!who.NeedsConsent || one.Who.Line == who.Line));

    public void Forget() => _gone.Clear();
}

/// <param name="Line">By which it was inside; consent to one line is none to another.</param>
internal sealed record Gone(Guid? PassId, Guid? AccountId, string? Browser, string Name, LineClass Line, DateTimeOffset At)
{
    public static Gone Of(Newcomer who, DateTimeOffset at) => new(who.PassId, who.AccountId, who.Browser, who.DisplayName, who.Line, at);

    public bool IsOver(DateTimeOffset now) => now - At >= Returning.Patience;

    /// <summary>A link or an account is the same everywhere; a browser may be shared, and another name is another person.</summary>
    public bool Is(Newcomer who) => PassId is not null || who.PassId is not null ? PassId == who.PassId
        : AccountId is not null || who.AccountId is not null ? AccountId == who.AccountId
        : Browser is not null && Browser == who.Browser && string.Equals(Name.Trim(), who.DisplayName.Trim(), StringComparison.OrdinalIgnoreCase);
}
