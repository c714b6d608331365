namespace DiemCau.Meetings.Live.Conferences;

/// <summary>One who takes part. Changed by the aggregate only, on its conference's own queue.</summary>
internal sealed class Participant(Newcomer who, DateTimeOffset joinedAt)
{
    public Guid Id => Who.Id;

    public Newcomer Who { get; private set; } = who;

    public DateTimeOffset JoinedAt { get; } = joinedAt;

    public bool Microphone { get; set; }

    public bool Camera { get; set; }

    public bool Screen { get; set; }

    public bool MutedByChair { get; set; }

    /// <summary>The chair let this one speak although the others may not.</summary>
    public bool Allowed { get; set; }

    public bool OnHub { get; set; }

    public MediaTransportState? Media { get; set; } = who.WithMedia ? MediaTransportState.Connecting : null;

    /// <summary>When both hub and media were lost; null while at least one lives.</summary>
    public DateTimeOffset? AbsentSince { get; set; } = joinedAt;

    public ConnectionQuality Quality { get; set; }

    public string? QualityReason { get; set; }

    /// <summary>The way that its media has settled on, as its client measures it; null: not yet.</summary>
    public ConnectionWay? Way { get; set; }

    /// <summary>Its picture or sound has reached the server at least once.</summary>
    public bool HasSent { get; set; }

    /// <summary>Its voice was heard by all at least once.</summary>
    public bool HasBeenHeard { get; set; }

    /// <summary>Its hub or its media were here at least once; until then it holds a place that nobody sits on.</summary>
    public bool HasCome { get; set; }

    public bool IsPresent => OnHub || Media is MediaTransportState.Connected;

    /// <summary>False once it was connected and is not any more; a newcomer's first seconds are not an absence worth showing.</summary>
    public bool HasConnected { get; set; }

    /// <summary>Grows with every change that others see: what was made of an older one is stale.</summary>
    public int Revision { get; private set; }

    public ConnectionState ConnectionState => Media switch
    {
        MediaTransportState.Connected => ConnectionState.Connected,
        null when OnHub => ConnectionState.NoMedia,
        _ when HasConnected => ConnectionState.Reconnecting,
        _ => ConnectionState.Joining,
    };

    public void TakeMedia(bool withMedia)
    {
        Who = Who with { WithMedia = withMedia };
        Media = withMedia ? MediaTransportState.Connecting : null;
    }

    /// <summary>Comes back by another line, or with a renewed right.</summary>
    public void ComeBackAs(Newcomer who) => Who = who with { WithMedia = Who.WithMedia };

    public void Revise() => Revision++;
}
