using System.CommandLine;
using DiemCau.Meetings.TechnicalCheck;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau check</c>: the technical check of a meeting, for scripts and for whoever stands at the server.</summary>
internal static class TechnicalCheckCommands
{
    public static Command Create() => new("check", "Kiểm tra kỹ thuật. / The technical check.") { Start(), Show() };

    private static Command Start()
    {
        var meeting = Meeting();
        var again = new Option<bool>("--again") { Description = "Chỉ điểm cầu chưa đạt. / Only sites that have not passed." };
        var start = new Command("start", "Yêu cầu các điểm cầu tự đo. / Ask the sites to measure themselves.") { meeting, again };
        start.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var (run, refusal) = await services.GetRequiredService<CheckCommands>()
                .StartAsync(parsed.GetRequiredValue(meeting), parsed.GetValue(again), $"diemcau ({Environment.UserName})", stop);
            return run is null ? output.Refused(refusal!) : output.Done(run, $"Đã yêu cầu {run.Sites} điểm cầu. / {run.Sites} sites were asked.");
        }, cancellation));
        return start;
    }

    private static Command Show()
    {
        var meeting = Meeting();
        var show = new Command("show", "Kết quả từng điểm cầu. / How each site came out.") { meeting };
        show.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            if (await services.GetRequiredService<CheckCommands>().ShowAsync(parsed.GetRequiredValue(meeting), stop) is not { } check)
            {
                return output.Refused("Không có cuộc họp này.", "There is no such meeting.");
            }

            return output.Done(check, string.Join('\n', check.Sites
                .Select(site => $"{site.Result}\t{site.Asked?.ToString() ?? "-"}\t{site.Name}\t{string.Join("; ", site.Faults.Select(fault => $"{fault.Item}: {fault.Text} {fault.Figures}"))}")
                .Prepend($"{check.Number}\t{check.Stage}\t{check.Counts.Passed}/{check.Counts.Failed}/{check.Counts.NotChecked}")));
        }, cancellation));
        return show;
    }

    private static Option<string> Meeting() =>
        new("--meeting") { Required = true, Description = "Số cuộc họp hoặc mã. / The meeting's number or id." };
}
