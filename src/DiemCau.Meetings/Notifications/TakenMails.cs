using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Notifications;

/// <summary>
/// Mails that the server has taken and the database does not know of yet. Kept in a file, so that neither a database that is away nor a
/// killed process sends one of them again. One thread at a time.
/// </summary>
internal sealed class TakenMails(InstallationOptions installation)
{
    private readonly string _file = Path.Combine(installation.DataFolder, "mails", "taken");
    private HashSet<Guid>? _taken;

    private HashSet<Guid> Taken => _taken ??= File.Exists(_file)
        ? [.. File.ReadLines(_file).Select(line => Guid.TryParse(line, out var id) ? id : Guid.Empty)]
        : [];

    public bool Contains(Guid mailId) => Taken.Contains(mailId);

    public void Remember(Guid mailId)
    {
        if (Taken.Add(mailId))
        {
            Append($"{mailId}\n");
        }
    }

    /// <summary>The database knows it now.</summary>
    public void Forget(Guid mailId)
    {
        if (Taken.Remove(mailId) && Taken.Count == 0)
        {
            File.Delete(_file);
        }
    }

    private void Append(string line)
    {
        try
        {
            PrivateFiles.Folder(Path.GetDirectoryName(_file)!);
            using var file = PrivateFiles.Open(_file, FileMode.Append);
            file.Write(System.Text.Encoding.ASCII.GetBytes(line));
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A full disk: this process still knows.
        }
    }
}
