using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.SignalR;

namespace DiemCau.Meetings.Live.Signalling;

/// <summary>
/// The live hub: one method is one intent, authorised by the conference's own rules. Who calls is in the token; nothing a client says
/// about itself counts.
/// </summary>
internal sealed class ConferenceHub(LiveConferences conferences, Entitlement entitlement, IMediaPlane media, TimeProvider time) : Hub
{
    public const string Path = "/hubs/conference";

    /// <summary>Tiles that one client may ask for; a 4K wall shows 49.</summary>
    private const int MostTiles = 49;

    private const int LargestSide = 4_096;

    private static readonly object BudgetKey = new();

    private LiveToken Token => Context.User!.LiveToken();

    private Guid Me => Token.Who.Id;

    private string Reader => Language.Of(Context.GetHttpContext()!);

    public override async Task OnConnectedAsync()
    {
        Context.Items[BudgetKey] = new IntentBudget(burst: 40, perSecond: 15);
        var listener = new Listener(Context.ConnectionId, Reader, Context.Abort);
        if (Token.Kind == LiveTokenKind.Ticket)
        {
            if (await entitlement.StillHoldsAsync(Token, Context.ConnectionAborted))
            {
                await conferences.WaitAsync(Token, listener, Context.ConnectionAborted);
            }
            else
            {
                await Clients.Caller.SendAsync(ConferenceMessages.Refused, LiveRefusals.NoLongerAdmitted.In(Reader));
            }
        }
        else
        {
            var live = Token.ConferenceId is { } id ? await conferences.FindAsync(id, Context.ConnectionAborted) : null;
            var refusal = live is null ? LiveRefusals.ConferenceEnded
                : !await entitlement.StillHoldsAsync(Token, Context.ConnectionAborted) ? LiveRefusals.NoLongerAdmitted
                : await live.ConnectAsync(Token.Who, listener);
            if (refusal is not null)
            {
                await Clients.Caller.SendAsync(MessageOf(refusal), refusal.In(Reader));
            }
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Token.Kind == LiveTokenKind.Ticket)
        {
            conferences.LoseWaiting(Token, Context.ConnectionId);
        }
        else
        {
            Live?.Disconnect(Me, Context.ConnectionId);
        }

        return Task.CompletedTask;
    }

    /// <summary>Somebody waiting goes away by the button: at once, where a connection that is only lost has its time to come back.</summary>
    public Task<HubAnswer> StopWaiting()
    {
        if (Token.Kind == LiveTokenKind.Ticket && TrySpend(BudgetKey))
        {
            conferences.GiveUpWaiting(Token, Context.ConnectionId);
        }

        return Task.FromResult(HubAnswer.Done);
    }

    public async Task<Snapshot?> GetSnapshot() =>
        TrySpend(BudgetKey) && Live is { } live ? await live.SnapshotAsync(Me) : null;

    public Task<HubAnswer> SetSending(Sending? sending) =>
        sending is null ? Missing(nameof(sending)) : Ask((conference, now) => conference.SetSending(Me, sending.Sources, now));

    public Task<HubAnswer> SetView(View? view)
    {
        if (view is null)
        {
            return Missing(nameof(view));
        }

        if (!TrySpend(BudgetKey))
        {
            return Task.FromResult(Answer(TooFast));
        }

        if (Live is not { } live)
        {
            return Task.FromResult(Answer(LiveRefusals.ConferenceEnded));
        }

        var tiles = (view.Tiles ?? []).OfType<TileRequest>().Take(MostTiles).Select(tile => new TileView(tile.ParticipantId, Bounded(tile.Width), Bounded(tile.Height)));
        media.SetView(live.Id, Me, new MediaView(SizeOf(view.Podium), SizeOf(view.Screen), [.. tiles]));
        return Task.FromResult(HubAnswer.Done);
    }

    public Task<HubAnswer> RaiseHand() => Ask((conference, now) => conference.RaiseHand(Me, now));

    public Task<HubAnswer> LowerHand(Guid? participantId) => Ask((conference, _) => conference.LowerHand(Me, participantId ?? Me));

    public Task<HubAnswer> SendChat(ReceivedText text) =>
        text.RefusedAs("text") is { } refusal ? Task.FromResult(Answer(refusal)) : SayAsync(text.Text);

    /// <summary>The same, named by the sender (a UUID of its own): sent again because the answer was lost, it is said once.</summary>
    public Task<HubAnswer> SendChatOnce(Guid messageId, ReceivedText text) =>
        text.RefusedAs("text") is { } refusal ? Task.FromResult(Answer(refusal)) : SayAsync(text.Text, messageId);

    public Task<HubAnswer> ReportQuality(QualityReport? report)
    {
        if (report is null)
        {
            return Missing(nameof(report));
        }

        if (!TrySpend(BudgetKey))
        {
            return Task.FromResult(Answer(TooFast));
        }

        Live?.Reported(Me, report);
        return Task.FromResult(HubAnswer.Done);
    }

    /// <summary>The way that its media has settled on; its site's machines try it first the next time.</summary>
    public Task<HubAnswer> SettleWay(ConnectionWay way) => Ask((conference, now) => conference.SettleWay(Me, way, now));

    public Task<HubAnswer> Mute(Guid participantId) => Direct((conference, now) => conference.Mute(Me, participantId, now));

    public Task<HubAnswer> MuteAll() => Direct((conference, now) => conference.MuteAll(Me, now));

    public Task<HubAnswer> AllowUnmute(Guid participantId) => Direct((conference, _) => conference.AllowUnmute(Me, participantId));

    public Task<HubAnswer> SetSelfUnmute(bool may) => Direct((conference, _) => conference.SetSelfUnmute(Me, may));

    public Task<HubAnswer> GiveFloor(Guid participantId) => Direct((conference, now) => conference.GiveFloor(Me, participantId, now));

    public Task<HubAnswer> TakeFloor(Guid participantId) => Direct((conference, now) => conference.TakeFloor(Me, participantId, now));

    public Task<HubAnswer> SetPodium(Guid? participantId) => Direct((conference, now) => conference.SetPodium(Me, participantId, now));

    public Task<HubAnswer> SetLayout(ConferenceLayout layout) => Direct((conference, now) => conference.SetLayout(Me, layout, now));

    public Task<HubAnswer> Admit(Guid ticketId) => Direct((conference, now) => conference.Admit(Me, ticketId, now));

    public Task<HubAnswer> AdmitAll() => Direct((conference, now) => conference.AdmitAll(Me, now));

    public Task<HubAnswer> Refuse(Guid ticketId) => Direct((conference, _) => conference.Refuse(Me, ticketId));

    public Task<HubAnswer> SetLocked(bool locked) => Direct((conference, now) => conference.SetLocked(Me, locked, now));

    public Task<HubAnswer> SetWaitingRoom(bool on) => Direct((conference, now) => conference.SetWaitingRoom(Me, on, now));

    public Task<HubAnswer> Remove(Guid participantId) => Direct((conference, now) => conference.Remove(Me, participantId, now));

    public Task<HubAnswer> HandOverChair(Guid participantId) => Direct((conference, now) => conference.HandOverChair(Me, participantId, now));

    public Task<HubAnswer> EndForAll() => Direct((conference, now) => conference.EndForAll(Me, now));

    /// <summary>"Khai mạc": answered when it is written, for it is an official act.</summary>
    public async Task<HubAnswer> OpenSession()
    {
        var answer = await Direct((conference, now) => conference.OpenSession(Me, now));
        if (answer.Ok && Live is { } live)
        {
            await live.WrittenAsync(LiveConference.LongestWrite);
        }

        return answer;
    }

    public Task<HubAnswer> TakeChair() => Direct((conference, now) => conference.TakeChair(Me, now));

    private static string MessageOf(Refusal refusal) =>
        refusal == LiveRefusals.RemovedFromRoom || refusal == LiveRefusals.NoLongerAdmitted ? ConferenceMessages.Removed
        : refusal == LiveRefusals.ConferenceEnded ? ConferenceMessages.Ended
        : ConferenceMessages.Refused;

    private static Refusal TooFast { get; } = Refusals.TooManyAttempts(TimeSpan.FromSeconds(1));

    private LiveConference? Live => Token is { Kind: LiveTokenKind.Participant, ConferenceId: { } id } ? conferences.Here(id) : null;

    private async Task<HubAnswer> Ask(Func<Conference, DateTimeOffset, Refusal?> intent)
    {
        if (!TrySpend(BudgetKey))
        {
            return Answer(TooFast);
        }

        return Answer(Live is { } live ? await live.AskAsync(intent) : LiveRefusals.ConferenceEnded);
    }

    /// <summary>Answered when it is written; how much somebody may say is counted by the person, not by the connection.</summary>
    private async Task<HubAnswer> SayAsync(string text, Guid? messageId = null) =>
        !TrySpend(BudgetKey) ? Answer(TooFast) : Answer(Live is { } live ? await live.SayAsync(Me, text, messageId) : LiveRefusals.ConferenceEnded);

    /// <summary>What concerns others is asked of the account as it is now, not of the token alone.</summary>
    private async Task<HubAnswer> Direct(Func<Conference, DateTimeOffset, Refusal?> intent) =>
        await entitlement.IsSignedInStillAsync(Token, Context.ConnectionAborted) ? await Ask(intent) : Answer(LiveRefusals.NoLongerAdmitted);

    private Task<HubAnswer> Missing(string field) => Task.FromResult(Answer(Refusal.Validation(new FieldError(field, "required"))));

    private HubAnswer Answer(Refusal? refusal) => refusal is null ? HubAnswer.Done : new HubAnswer(false, refusal.In(Reader));

    private bool TrySpend(object budget) => ((IntentBudget)Context.Items[budget]!).TrySpend(time.GetUtcNow());

    private static TileSize? SizeOf(ViewSize? size) => size is null ? null : new TileSize(Bounded(size.Width), Bounded(size.Height));

    private static int Bounded(int side) => Math.Clamp(side, 0, LargestSide);
}
