using DiemCau.Meetings.Live;
using System.CommandLine;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Whip;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau room</c>: rooms and the bearer tokens of the standard doors, for administrators, load tests and demonstrations.</summary>
internal static class RoomCommands
{
    private const int MostHours = 24 * 30;

    public static Command Create() => new("room", "Phòng họp. / Rooms.") { CreateCommand(), TokenCommand() };

    private static Command CreateCommand()
    {
        var name = new Option<string>("--name") { Required = true, Description = "Tên phòng. / The room's name." };
        var password = new Option<string>("--password") { Required = true, Description = "Mật khẩu phòng. / The room's password." };
        var mode = new Option<ConferenceMode>("--mode")
        {
            Description = "discussion (Họp thảo luận), training (Đào tạo), conference (Hội nghị truyền hình).",
        };
        var unit = new Option<string?>("--unit") { Description = "Tên đơn vị của phòng; tạo mới nếu chưa có. / The room's unit; made when there is none." };
        var account = new Option<string?>("--account")
        {
            Description = "Hộp thư của tài khoản chủ trì; mặc định: quản trị viên đầu tiên. / The chairing account; by default the first administrator.",
        };
        var waitingRoom = new Option<bool>("--waiting-room") { Description = "Chủ trì duyệt từng người vào phòng. / The chair admits everybody." };
        var command = new Command("create", "Tạo phòng. / Create a room.") { name, password, mode, unit, account, waitingRoom };
        command.SetAction((parsed, cancellation) => Installation.UseAsync(
            parsed,
            async (services, output, stop) =>
            {
                var db = services.GetRequiredService<DiemCauDb>();
                if (await OwnerAsync(db, parsed.GetValue(account), stop) is not { } owner)
                {
                    return output.Refused(
                        "Không có tài khoản chủ trì. Hãy tạo quản trị viên trước (diemcau admin create) hoặc chỉ định --account.",
                        "There is no account to chair the room. Create an administrator first (diemcau admin create) or give --account.");
                }

                var (unitId, unfit) = parsed.GetValue(unit) is { } unitName
                    ? await UnitDirectory.FindOrCreateAsync(db, unitName, services.GetRequiredService<TimeProvider>().GetUtcNow(), stop)
                    : (owner.UnitId ?? owner.Id, null);
                if (unitId is null)
                {
                    return output.Refused(unfit!);
                }

                var wish = new NewRoom(parsed.GetValue(name), parsed.GetValue(password), parsed.GetValue(mode), parsed.GetValue(waitingRoom));
                var (room, refusal) = await services.GetRequiredService<RoomCreation>().CreateAsync(db, (owner.Id, unitId.Value), wish, stop);
                if (room is null)
                {
                    return output.Refused(refusal!);
                }

                var row = await RoomRow.Of(db, db.Rooms.Where(made => made.Id == room.Id)).AsNoTracking().SingleAsync(stop);
                var view = row.View(services.GetRequiredService<InstallationOptions>(), owner.Id);
                return output.Done(view, $"Đã tạo phòng “{view.Name}” ({view.UnitName}).\nMã phòng: {view.Id}\nLiên kết: {view.Link}");
            },
            cancellation));
        return command;
    }

    private static Command TokenCommand()
    {
        var room = new Option<string>("--room") { Required = true, Description = "Mã, liên kết ngắn hoặc tên phòng. / The room's id, slug or name." };
        var publish = new Option<bool>("--publish") { Description = "Gửi bằng WHIP. / To send by WHIP." };
        var play = new Option<bool>("--play") { Description = "Nhận bằng WHEP. / To receive by WHEP." };
        var name = new Option<string?>("--name") { Description = "Tên hiển thị của người gửi. / The sender's display name." };
        var open = new Option<bool>("--open") { Description = "Được mở phòng khi chưa có chủ trì. / May open the room without its chair." };
        var hours = new Option<int>("--hours") { DefaultValueFactory = _ => 24, Description = "Thời hạn. / How long it is good for." };
        var list = new Option<bool>("--list") { Description = "Các mã đã cấp của phòng. / The room's tokens." };
        var revoke = new Option<Guid?>("--revoke") { Description = "Thu hồi mã truy cập có mã này. / Revoke the token with this id." };
        var command = new Command(
            "token", "Cấp, xem hoặc thu hồi mã truy cập WHIP hoặc WHEP. / Issue, list or revoke bearer tokens for WHIP or WHEP.")
        {
            room, publish, play, list, revoke, name, open, hours,
        };
        command.Validators.Add(result =>
        {
            bool[] wishes = [result.GetValue(publish), result.GetValue(play), result.GetValue(list), result.GetResult(revoke) is not null];
            if (wishes.Count(wish => wish) != 1)
            {
                result.AddError("Chọn một trong --publish, --play, --list, --revoke. / Choose one of --publish, --play, --list, --revoke.");
            }

            // Not given: its default is not known here yet.
            if (result.GetResult(hours) is not null && result.GetValue(hours) is < 1 or > MostHours)
            {
                result.AddError($"--hours: 1–{MostHours}.");
            }
        });
        command.SetAction((parsed, cancellation) => Installation.UseAsync(
            parsed,
            async (services, output, stop) =>
            {
                var found = await RoomLookup.FindAsync(services.GetRequiredService<DiemCauDb>(), parsed.GetValue(room)!, stop);
                if (found.Count != 1)
                {
                    return found.Count == 0
                        ? output.Refused("Không có phòng này.", "There is no such room.")
                        : output.Refused("Có nhiều phòng cùng tên; hãy dùng mã phòng.", "Several rooms have this name; give the room's id.");
                }

                if (parsed.GetValue(list))
                {
                    return await ListAsync(services, output, found[0].Id, stop);
                }

                if (parsed.GetValue(revoke) is { } revoked)
                {
                    return await RevokeAsync(services, output, found[0].Id, revoked, stop);
                }

                var publishes = parsed.GetValue(publish);
                if (DisplayName.Read(parsed.GetValue(name) ?? (publishes ? "WHIP" : "WHEP"), out var displayName) is { } unreadable)
                {
                    return output.Refused(Refusal.Validation(unreadable));
                }

                var (db, now) = (services.GetRequiredService<DiemCauDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
                var life = TimeSpan.FromHours(parsed.GetValue(hours));
                var issued = new RoomToken
                {
                    Id = Guid.CreateVersion7(now), RoomId = found[0].Id, Kind = publishes ? RoomTokenKind.Publish : RoomTokenKind.Play, Name = displayName,
                    IssuedAt = now, ExpiresAt = now + life,
                };
                db.RoomTokens.Add(issued);
                services.GetRequiredService<JournalWriter>().Add(
                    db, "room.token_issued", issued.Id.ToString(), new { Room = found[0].Id, issued.Kind, issued.Name, issued.ExpiresAt });
                await db.SaveChangesAsync(stop);
                var who = new Newcomer(Guid.Empty, displayName, Capacity.Service) { PassId = issued.Id, WithMedia = true, PassesDoor = true };
                var token = services.GetRequiredService<LiveTokens>().Issue(
                    new LiveToken(
                        publishes ? LiveTokenKind.Publish : LiveTokenKind.Play, Occasion.OfRoom(found[0].Id), null, who, MayOpen: parsed.GetValue(open)),
                    life);
                var address = services.GetRequiredService<InstallationOptions>().PublicAddress;
                var whip = new Uri(address, $"/{WhipDoor.Name}/{found[0].Id}");
                var whep = new Uri(address, $"/{WhepDoor.Name}/{found[0].Id}");
                return output.Done(new { id = issued.Id, token, whip, whep }, $"{(publishes ? whip : whep)}\n{token}\nMã: {issued.Id}");
            },
            cancellation));
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, CommandOutput output, Guid roomId, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var tokens = await services.GetRequiredService<DiemCauDb>().RoomTokens.AsNoTracking()
            .Where(token => token.RoomId == roomId && token.ExpiresAt > now).OrderBy(token => token.IssuedAt).ToListAsync(cancellation);
        return output.Done(
            tokens.Select(token => new { token.Id, token.Kind, token.Name, token.IssuedAt, token.ExpiresAt, token.RevokedAt }).ToList(),
            tokens.Count == 0
                ? "Phòng không có mã truy cập nào còn hạn."
                : string.Join('\n', tokens.Select(token =>
                    $"{token.Id}  {(token.Kind == RoomTokenKind.Publish ? "gửi" : "nhận")}  {token.Name}  đến {token.ExpiresAt.ToLocalTime():dd/MM/yyyy HH:mm}"
                    + (token.RevokedAt is null ? "" : "  đã thu hồi"))));
    }

    /// <summary>A running server takes whoever came by it out within seconds.</summary>
    private static async Task<int> RevokeAsync(IServiceProvider services, CommandOutput output, Guid roomId, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<DiemCauDb>();
        if (await db.RoomTokens.SingleOrDefaultAsync(token => token.Id == id && token.RoomId == roomId, cancellation) is not { } token)
        {
            return output.Refused("Phòng không có mã truy cập này.", "The room has no such token.");
        }

        token.RevokedAt ??= services.GetRequiredService<TimeProvider>().GetUtcNow();
        services.GetRequiredService<JournalWriter>().Add(db, "room.token_revoked", id.ToString(), new { Room = roomId, token.Kind, token.Name });
        await db.SaveChangesAsync(cancellation);
        return output.Done(new { id, token.RevokedAt }, $"Đã thu hồi mã truy cập của “{token.Name}”.");
    }

    private static async Task<Account?> OwnerAsync(DiemCauDb db, string? mailbox, CancellationToken cancellation)
    {
        var accounts = db.Accounts.AsNoTracking().Where(account => account.State == AccountState.Active);
        if (mailbox is null)
        {
            var administrators = db.AdministratorIds;
            return await accounts.Where(account => administrators.Contains(account.Id)).OrderBy(account => account.CreatedAt).FirstOrDefaultAsync(cancellation);
        }

        return MailAddressText.TryParse(mailbox, out var address)
            ? await accounts.FirstOrDefaultAsync(account => account.Email == address, cancellation)
            : null;
    }
}
