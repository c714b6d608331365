using DiemCau.VirtualParticipant;

namespace DiemCau.Bench.Demonstration;

/// <summary>The meeting that a newcomer is shown.</summary>
internal sealed class DemoMeeting(
    IReadOnlyList<Participant> participants, string link, string roomPassword, string mailbox, string accountPassword) : IAsyncDisposable
{
    public string Invitation() => $"""

          Phòng họp demo đang diễn ra với {participants.Count} điểm cầu ảo / A demo meeting is going on with {participants.Count} virtual sites.

            Mở / Open:             {link}
            Mật khẩu / Password:   {roomPassword}

            Đăng nhập quản trị / Sign in as administrator:  {mailbox}  {accountPassword}

          Ctrl-C để kết thúc / to end.

        """;

    public async ValueTask DisposeAsync()
    {
        foreach (var participant in participants)
        {
            await participant.DisposeAsync();
        }
    }
}
