using DiemCau.Meetings.Live.Conferences;

namespace DiemCau.Meetings.Live.Signalling;

/// <summary>Brings what the conference has to say to single persons to them, as messages of the hub.</summary>
internal sealed class Messenger(Listeners listeners)
{
    public void Tell(Telling telling)
    {
        switch (telling.Kind)
        {
            case TellingKind.FloorGiven:
                listeners.Call(telling.To!.Value, ConferenceMessages.FloorGiven);
                break;
            case TellingKind.MutedByChair:
                listeners.Send(telling.To!.Value, ConferenceMessages.MutedByChair, new MutedBy(telling.By));
                break;
            case TellingKind.Admitted:
                listeners.Admit(telling.To!.Value);
                break;
            case TellingKind.Refused:
                listeners.TurnAway(telling.To!.Value, LiveRefusals.RemovedFromRoom);
                break;
            case TellingKind.Removed:
                listeners.TakeOut(telling.To!.Value, LiveRefusals.RemovedFromRoom);
                break;
            case TellingKind.Expelled:
                listeners.TakeOut(telling.To!.Value, LiveRefusals.NoLongerAdmitted);
                break;
            case TellingKind.ChairAway:
                listeners.Announce("chair_away");
                break;
            case TellingKind.Ended:
                listeners.End(LiveRefusals.ConferenceEnded);
                break;
        }
    }
}
