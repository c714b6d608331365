namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who chairs, and for whom the chair is kept while away.</summary>
internal sealed class Chairmanship(Roster roster, Hands hands, Speaking speaking, Changes changes, Consequences consequences)
{
    /// <summary>Long enough to change a cable or restart a PC; shorter than a meeting's patience.</summary>
    public static readonly TimeSpan Reservation = TimeSpan.FromMinutes(2);

    public Guid? ChairId { get; private set; }

    /// <summary>Who chaired last and since when nobody of them is there; null while the chair is taken or was given up for good.</summary>
    public ChairReservation? Reserved { get; private set; }

    /// <summary>When the reservation runs out; null while somebody presides or nobody is waited for.</summary>
    public DateTimeOffset? Due => ChairId is null ? Reserved?.Since + Reservation : null;

    public void Restore(Guid? chairId, ChairReservation? reserved) => (ChairId, Reserved) = (chairId, reserved);

    /// <summary>Somebody has come in: whose chair is kept presides again, and who may preside where nobody does.</summary>
    public void Welcome(Participant who, DateTimeOffset now)
    {
        var isKeptForThem = ChairId is null && Reserved?.ParticipantId == who.Id;
        var chairIsLost = roster.Find(ChairId) is { IsPresent: false, Who.MayPreside: true, HasConnected: true };
        if (isKeptForThem || (who.Who.MayPreside && (ChairId is null || chairIsLost)))
        {
            Preside(who, now);
        }
    }

    /// <summary>The new chair sees who waits; the old one speaks on only if it may without presiding.</summary>
    public void Preside(Participant who, DateTimeOffset now)
    {
        var before = roster.Find(ChairId);
        ChairId = who.Id;
        Reserved = null;
        who.MutedByChair = false;
        hands.Lower(who.Id);
        changes.Of(ChangedSetting.Chair);
        changes.Of(who);
        changes.OfWaiting();
        consequences.Note(now, JournalEvent.ChairTaken, who);
        if (before is not null && before != who)
        {
            changes.Of(before);
            speaking.StepDown(before, who.Id);
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

    /// <summary>When the reservation has run out: the longest present of the same unit presides, or nobody, and everybody is told so.</summary>
    public void Expire(DateTimeOffset now)
    {
        if (ChairId is not null || Reserved is not { } kept || now < kept.Since + Reservation)
        {
            return;
        }

        Reserved = null;
        if (roster.FirstOrDefault(who => who.IsPresent && kept.UnitId is not null && who.Who.UnitId == kept.UnitId) is { } successor)
        {
            Preside(successor, now);
            return;
        }

        consequences.Tell(null, TellingKind.ChairAway);
        consequences.Note(now, JournalEvent.ChairAway);
    }
}

internal sealed record ChairReservation(Guid ParticipantId, Guid? UnitId, DateTimeOffset Since);
