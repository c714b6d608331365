namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who chairs, and for whom the chair is kept while away.</summary>
internal sealed class Chairmanship(Changes changes)
{
    /// <summary>Long enough to change a cable or restart a PC; shorter than a meeting's patience.</summary>
    public static readonly TimeSpan Reservation = TimeSpan.FromMinutes(2);

    public Guid? ChairId { get; private set; }

    /// <summary>Who chaired last and since when nobody of them is there; null while the chair is taken or was given up for good.</summary>
    public ChairReservation? Reserved { get; private set; }

    public void Restore(Guid? chairId, ChairReservation? reserved) => (ChairId, Reserved) = (chairId, reserved);

    public void Seat(Participant who, Roster roster)
    {
        var before = roster.Find(ChairId);
        ChairId = who.Id;
        Reserved = null;
        who.MutedByChair = false;
        changes.Of(ChangedSetting.Chair);
        changes.Of(who);
        if (before is not null && before != who)
        {
            changes.Of(before);
        }
    }

    /// <summary>The chair left the list: nobody presides, but its seat is kept for a while.</summary>
    public void Leave(Participant who, DateTimeOffset since)
    {
        if (ChairId == who.Id)
        {
            ChairId = null;
            Reserved = new ChairReservation(who.Id, who.Who.UnitId, since);
            changes.Of(ChangedSetting.Chair);
        }
    }

    public bool IsKeptFor(Guid participantId) => ChairId is null && Reserved?.ParticipantId == participantId;

    /// <summary>When the reservation has run out: the longest present of the same unit presides, or nobody.</summary>
    /// <returns>True when nobody could be found.</returns>
    public bool Expire(Roster roster, DateTimeOffset now)
    {
        if (ChairId is not null || Reserved is not { } kept || now < kept.Since + Reservation)
        {
            return false;
        }

        Reserved = null;
        var successor = roster.FirstOrDefault(who => who.IsPresent && kept.UnitId is not null && who.Who.UnitId == kept.UnitId);
        if (successor is null)
        {
            return true;
        }

        Seat(successor, roster);
        return false;
    }
}

internal sealed record ChairReservation(Guid ParticipantId, Guid? UnitId, DateTimeOffset Since);
