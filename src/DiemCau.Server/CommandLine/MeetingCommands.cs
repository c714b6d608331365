using System.CommandLine;
using System.Globalization;
using DiemCau.Meetings.Sessions;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau meeting</c> and <c>diemcau conference</c>: registered meetings and what is held now, for scripts and for whoever stands at the server.</summary>
internal static class MeetingCommands
{
    private static readonly (string Name, SessionOrderVerb Verb, string Words, string Done)[] Orders =
    [
        ("connect", SessionOrderVerb.Connect, "Mở phòng họp để điểm cầu kết nối. / Open the conference, so that sites may connect.", "đã mở phòng họp / is open for its sites"),
        ("open", SessionOrderVerb.Open, "Khai mạc. / Open the session.", "đã khai mạc / is in session"),
        ("end", SessionOrderVerb.End, "Kết thúc cuộc họp. / End the meeting.", "đã kết thúc / has ended"),
    ];

    public static Command CreateMeeting()
    {
        var command = new Command("meeting", "Cuộc họp đã đăng ký. / Registered meetings.") { List(), Show() };
        foreach (var order in Orders)
        {
            command.Add(Ordering(order.Name, order.Verb, order.Words, order.Done));
        }

        return command;
    }

    public static Command CreateConference()
    {
        var list = new Command("list", "Các phòng đang họp. / What is held now.");
        list.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var conferences = await services.GetRequiredService<SessionCommands>().ConferencesAsync(stop);
            return output.Done(conferences, string.Join('\n', conferences.Select(one =>
                $"{one.Id}\t{one.Occasion}\t{one.Stage?.ToString() ?? "-"}\t{(one.Sites is { } sites ? $"{one.SitesConnected}/{sites}" : $"{one.Participants}")}\t{one.Node ?? "-"}\t{one.Name}")));
        }, cancellation));
        return new Command("conference", "Cuộc gọi đang diễn ra. / Conferences that are held.") { list };
    }

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "Cả cuộc họp đã qua, tạm hoãn, chưa duyệt. / Those that are over, put off or not approved, too." };
        var list = new Command("list", "Cuộc họp sắp và đang diễn ra. / Meetings that are coming or held.") { all };
        list.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var meetings = await services.GetRequiredService<SessionCommands>().MeetingsAsync(parsed.GetValue(all), stop);
            return output.Done(meetings, string.Join('\n', meetings.Select(Line)));
        }, cancellation));
        return list;
    }

    private static Command Show()
    {
        var which = Which();
        var show = new Command("show", "Một cuộc họp và các điểm cầu. / A meeting with its sites.") { which };
        show.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            if (await services.GetRequiredService<SessionCommands>().ShowAsync(parsed.GetRequiredValue(which), stop) is not { } meeting)
            {
                return NotFound(output);
            }

            return output.Done(meeting, string.Join('\n', meeting.Sites
                .Select(site => $"{site.Role}\t{(site.ConnectedSince is { } since ? $"đã kết nối / connected {Time(since)}\t{site.Line}" : "chưa kết nối / absent\t-")}\t{site.Name}")
                .Prepend(Line(meeting.Meeting))));
        }, cancellation));
        return show;
    }

    private static Command Ordering(string name, SessionOrderVerb verb, string words, string done)
    {
        var which = Which();
        var command = new Command(name, words) { which };
        command.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var commands = services.GetRequiredService<SessionCommands>();
            var given = parsed.GetRequiredValue(which);
            if (await commands.OrderAsync(given, verb, $"diemcau ({Environment.UserName})", stop) is { } refusal)
            {
                return output.Refused(refusal);
            }

            var meeting = (await commands.ShowAsync(given, stop))!;
            return output.Done(meeting, $"{meeting.Meeting.Number}: {done}.");
        }, cancellation));
        return command;
    }

    private static Argument<string> Which() => new("meeting") { Description = "Số cuộc họp hoặc mã. / The meeting's number or id." };

    private static int NotFound(CommandOutput output) => output.Refused("Không có cuộc họp này.", "There is no such meeting.");

    private static string Line(SessionCommands.ListedMeeting meeting) =>
        $"{meeting.Number}\t{meeting.Stage}\t{(meeting.StartsAt is { } starts ? Time(starts) : "-")}\t{meeting.SitesConnected}/{meeting.Sites}\t{meeting.UnitName}\t{meeting.Title}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
