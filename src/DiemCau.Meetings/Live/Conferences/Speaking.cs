namespace DiemCau.Meetings.Live.Conferences;

/// <summary>What the chair does with the right to speak: gives the floor, takes it back, and mutes.</summary>
internal sealed class Speaking(
    Roster roster, Hands hands, Floor floor, Microphones microphones, Changes changes, Consequences consequences)
{
    /// <summary>Whoever has the floor may speak, has had its hand answered, and is told so.</summary>
    public void GiveFloor(Participant who, Participant by, DateTimeOffset now)
    {
        foreach (var loser in floor.Give(who.Id, now))
        {
            Dismiss(roster.Find(loser)!, by, now);
        }

        hands.Lower(who.Id);
        who.MutedByChair = false;
        changes.Of(who);
        consequences.Tell(who.Id, TellingKind.FloorGiven, by.Id);
        consequences.Note(now, JournalEvent.FloorGiven, who, by);
    }

    public void TakeFloor(Participant who, Participant by, DateTimeOffset now)
    {
        if (floor.Take(who.Id))
        {
            Dismiss(who, by, now);
        }
    }

    public void Mute(Participant who, Participant by, DateTimeOffset now)
    {
        Silence(who, by.Id);
        consequences.Note(now, JournalEvent.Muted, who, by);
    }

    /// <summary>All but the chair, those who have been given the floor, and who says so.</summary>
    public void MuteAll(Participant by, Guid? chair, DateTimeOffset now)
    {
        foreach (var who in roster.Where(who => who.Id != chair && who.Id != by.Id && !floor.Has(who.Id)))
        {
            Silence(who, by.Id);
        }

        consequences.Note(now, JournalEvent.MutedAll, by: by);
    }

    /// <summary>Mutes, and says so to somebody who was speaking.</summary>
    public void Silence(Participant who, Guid by)
    {
        var spoke = who.Microphone;
        microphones.Mute(who);
        if (spoke)
        {
            consequences.Tell(who.Id, TellingKind.MutedByChair, by);
        }
    }

    /// <summary>Somebody presides no more, and with that has no more right to speak than the others.</summary>
    public void StepDown(Participant who, Guid chair)
    {
        if (who.Microphone && !microphones.MayUnmute(who, chair))
        {
            Silence(who, chair);
        }
    }

    /// <summary>Somebody has lost the floor, and with it the voice; whoever takes it back speaks without having it.</summary>
    private void Dismiss(Participant who, Participant by, DateTimeOffset now)
    {
        consequences.Note(now, JournalEvent.FloorTaken, who, by);
        if (who != by)
        {
            Silence(who, by.Id);
        }
    }
}
