using System.Globalization;
using System.Net.Mail;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Notifications;

/// <summary>Where mails go without a mail server: files of the data folder that every mail reader opens.</summary>
internal sealed class KeptMails(InstallationOptions installation)
{
    /// <summary>Enough to look back at a trial's mails; older ones make room.</summary>
    public const int Most = 500;

    public void Keep(Mail mail)
    {
        var folder = Directory.CreateDirectory(Path.Combine(installation.DataFolder, "mails"), OwnerOnly | UnixFileMode.UserExecute);
        var sender = new MailAddress($"diemcau@{installation.PublicAddress.Host}", installation.Name);
        var name = $"{mail.CreatedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{mail.Id}.eml";
        using (var file = new StreamWriter(Path.Combine(folder.FullName, name), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly, // links in it sign in
        }))
        {
            file.Write(Mime.Write(mail, sender));
        }

        foreach (var old in folder.GetFiles("*.eml").OrderByDescending(file => file.Name, StringComparer.Ordinal).Skip(Most))
        {
            old.Delete();
        }
    }

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
}
