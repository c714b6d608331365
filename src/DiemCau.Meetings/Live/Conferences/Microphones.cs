using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who may speak and who is heard: the mode, the mute policy, the chair's mutes and the floor, in one rule.</summary>
internal sealed class Microphones(ConferenceMode mode, MutePolicy mutes, Floor floor, Changes changes)
{
    /// <summary>False: a hard mute. Whoever is or becomes silent stays so until allowed or given the floor.</summary>
    public bool SelfUnmute { get; private set; } = true;

    public void Restore(bool selfUnmute) => SelfUnmute = selfUnmute;

    public bool MayUnmute(Participant who, Guid? chair)
    {
        if (who.Id == chair)
        {
            return true;
        }

        if (!who.MutedByChair && (who.Allowed || floor.Has(who.Id)))
        {
            return true;
        }

        var speaksAlready = who.Microphone && !who.MutedByChair;
        return mode == ConferenceMode.Discussion && mutes != MutePolicy.ByFloor && (SelfUnmute || speaksAlready);
    }

    /// <summary>Allowed, and says that its microphone is on: a client that sends without saying so is not heard.</summary>
    public bool IsHeard(Participant who, Guid? chair) => who.Microphone && !who.MutedByChair && MayUnmute(who, chair);

    /// <summary>What the client says of its microphone; closing it is everybody's right.</summary>
    public Refusal? Set(Participant who, bool on, Guid? chair)
    {
        if (on == who.Microphone)
        {
            return null;
        }

        if (on)
        {
            return Open(who, chair);
        }

        Close(who);
        return null;
    }

    public void Mute(Participant who)
    {
        who.MutedByChair = true;
        who.Allowed = false;
        Close(who);
    }

    public void Allow(Participant who)
    {
        who.MutedByChair = false;
        who.Allowed = true;
        changes.Of(who);
    }

    public void SetSelfUnmute(bool may, Roster roster)
    {
        if (SelfUnmute == may)
        {
            return;
        }

        SelfUnmute = may;
        changes.Of(ChangedSetting.SelfUnmute);
        foreach (var participant in roster)
        {
            changes.Of(participant);
        }
    }

    private Refusal? Open(Participant who, Guid? chair)
    {
        if (!MayUnmute(who, chair))
        {
            return Refusals.Forbidden;
        }

        who.MutedByChair = false;
        who.Microphone = true;
        changes.Of(who);
        return null;
    }

    private void Close(Participant who)
    {
        who.Microphone = false;
        changes.Of(who);
    }
}
