using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live.Diagnostics;

/// <summary>What is kept of one report: the client's part, and what the server saw of the same participant at the same moment.</summary>
internal sealed record KeptProblemReport(string Code, DateTimeOffset SentAt, Guid ConferenceId, ProblemReport Client, MediaDiagnosis? Server);

/// <summary>Problem reports in the data folder, one file each: so many and so old at most, the oldest going first.</summary>
internal sealed partial class ProblemReportFiles(InstallationOptions installation, TimeProvider time)
{
    public const int Most = 200;

    /// <summary>Whoever reports again and again takes the place of their own meeting's reports, not of others'.</summary>
    public const int MostOfConference = 20;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Said on the phone: without letters and digits that are mistaken for each other.</summary>
    private const string Alphabet = "ACDEFGHKLMNPQRTUVWXY34679";

    private const int CodeLength = 6;

    /// <summary>Read by technicians: states and kinds are words.</summary>
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock _writing = new();
    private readonly Dictionary<Guid, Queue<string>> _codes = [];
    private readonly string _folder = Path.Combine(installation.DataFolder, "problem-reports");

    /// <returns>The code under which it is found.</returns>
    public string Keep(Guid conferenceId, ProblemReport report, MediaDiagnosis? seen)
    {
        lock (_writing)
        {
            PrivateFiles.Folder(_folder);
            MakeRoom();
            MakeRoomIn(conferenceId);
            string code;
            do
            {
                code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
            }
            while (File.Exists(PathOf(code)));

            PrivateFiles.Write(
                PathOf(code), JsonSerializer.SerializeToUtf8Bytes(new KeptProblemReport(code, time.GetUtcNow(), conferenceId, report.Cleaned(), seen), Form));
            _codes[conferenceId].Enqueue(code);
            return code;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<(string Code, DateTimeOffset SentAt, long Bytes)> List() =>
        [.. Files().Reverse().Where(file => file.LastWriteTimeUtc >= Oldest)
            .Select(file => (Path.GetFileNameWithoutExtension(file.Name), new DateTimeOffset(file.LastWriteTimeUtc), file.Length))];

    /// <summary>As JSON; null when there is none of this code.</summary>
    /// <param name="code">As somebody wrote it down: small letters, blanks and dashes do not matter.</param>
    public byte[]? Find(string code)
    {
        var spoken = code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return Code().IsMatch(spoken) && File.Exists(PathOf(spoken)) ? File.ReadAllBytes(PathOf(spoken)) : null;
    }

    private DateTime Oldest => (time.GetUtcNow() - Kept).UtcDateTime;

    private void MakeRoom()
    {
        var files = Files();
        for (var i = 0; i < files.Length; i++)
        {
            if (files.Length - i >= Most || files[i].LastWriteTimeUtc < Oldest)
            {
                files[i].Delete();
            }
        }
    }

    private void MakeRoomIn(Guid conferenceId)
    {
        if (!_codes.TryGetValue(conferenceId, out var codes))
        {
            if (_codes.Count >= Most)
            {
                _codes.Clear(); // as many conferences as there are files at most: of most of these nothing is left
            }

            codes = _codes[conferenceId] = [];
        }

        if (codes.Count >= MostOfConference)
        {
            File.Delete(PathOf(codes.Dequeue()));
        }
    }

    /// <summary>Oldest first.</summary>
    private FileInfo[] Files() => Directory.Exists(_folder)
        ? [.. new DirectoryInfo(_folder).EnumerateFiles("*.json").OrderBy(file => file.LastWriteTimeUtc)]
        : [];

    private string PathOf(string code) => Path.Combine(_folder, code + ".json");

    [GeneratedRegex("^[A-Z0-9]{6}$")]
    private static partial Regex Code();
}
