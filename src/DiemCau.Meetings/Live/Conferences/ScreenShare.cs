using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// The one screen that is shared. In a discussion anybody may share while nobody else does; the chair and whoever has the floor may
/// always, and take the place of who shared before.
/// </summary>
internal sealed class ScreenShare(ConferenceMode mode, Roster roster, Floor floor, Changes changes, Consequences consequences)
{
    public Guid? Of { get; private set; }

    public void Restore(Guid? of) => Of = of;

    public Refusal? Set(Participant who, bool shares, Guid? chair, DateTimeOffset now)
    {
        if (shares && !who.Screen)
        {
            return Start(who, chair, now);
        }

        if (!shares)
        {
            Stop(who);
        }

        return null;
    }

    public void Stop(Participant who)
    {
        if (who.Screen)
        {
            who.Screen = false;
            changes.Of(who);
        }

        if (Of == who.Id)
        {
            Of = null;
            changes.Of(ChangedSetting.Screen);
        }
    }

    private Refusal? Start(Participant who, Guid? chair, DateTimeOffset now)
    {
        var takesPrecedence = who.Id == chair || floor.Has(who.Id);
        if (!takesPrecedence && mode != ConferenceMode.Discussion)
        {
            return Refusals.Forbidden;
        }

        if (roster.Find(Of) is { } sharing)
        {
            if (!takesPrecedence)
            {
                return LiveRefusals.ScreenInUse;
            }

            Stop(sharing);
        }

        who.Screen = true;
        Of = who.Id;
        changes.Of(who);
        changes.Of(ChangedSetting.Screen);
        consequences.Note(now, JournalEvent.ScreenShared, who);
        return null;
    }
}
