using System.CommandLine;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau mail list</c>: what went out, what waits, and what is kept where no mail server is set.</summary>
internal static class MailCommands
{
    public static Command Create()
    {
        var list = new Command("list", "Danh sách thư, mới nhất trước. / List the mails, the newest first.");
        list.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var mails = await services.GetRequiredService<Meetings.Notifications.MailCommands>().ListAsync(stop);
            return output.Done(mails, string.Join('\n', mails.Select(mail =>
                $"{mail.CreatedAt:u}\t{mail.State}\t{mail.To}\t{mail.Subject}{(mail.LastError is { } error ? $"\t{error}" : "")}")));
        }, cancellation));
        return new Command("mail", "Thư của hệ thống. / The system's mails.") { list };
    }
}
