using System.Globalization;
using System.Net.Mail;
using System.Text;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Notifications;

/// <summary>Where mails go without a mail server: files of the data folder that every mail reader opens.</summary>
internal sealed class KeptMails(InstallationOptions installation)
{
    /// <summary>Enough to look back at a trial's mails; older ones make room.</summary>
    public const int Most = 500;

    public void Keep(Mail mail)
    {
        var folder = PrivateFiles.Folder(Path.Combine(installation.DataFolder, "mails")); // links in them sign in
        var sender = new MailAddress($"diemcau@{installation.PublicAddress.Host}", installation.Name);
        var name = $"{mail.CreatedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{mail.Id}.eml";
        PrivateFiles.Write(Path.Combine(folder.FullName, name), Encoding.ASCII.GetBytes(Mime.Write(mail, sender)));

        foreach (var old in folder.GetFiles("*.eml").OrderByDescending(file => file.Name, StringComparer.Ordinal).Skip(Most))
        {
            old.Delete();
        }
    }
}
