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
            Trang chủ có một cuộc họp hôm nay của tỉnh mẫu; các đơn vị của tỉnh (t2-snv@tinh-mau.example, t2-x001@…) dùng cùng mật khẩu.
            The home page has a meeting of today of a demonstration province; its units sign in with the same password.

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
