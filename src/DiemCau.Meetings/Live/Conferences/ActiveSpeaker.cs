namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who speaks just now, as the media engine hears it.</summary>
internal sealed class ActiveSpeaker(Changes changes)
{
    public Guid? Id { get; private set; }

    public void Become(Guid? participantId)
    {
        if (Id != participantId)
        {
            Id = participantId;
            changes.Of(ChangedSetting.ActiveSpeaker);
        }
    }

    public void Leave(Participant who)
    {
        if (Id == who.Id)
        {
            Become(null);
        }
    }
}
