using System.Globalization;
using System.Net;
using System.Net.Mail;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Certificates;
using DiemCau.Server.Security;
using Npgsql;

namespace DiemCau.Server.Configuration;

/// <summary>Turns text into settings and collects everything that is wrong with it, so that one start shows all of it.</summary>
internal sealed class SettingsReader
{
    private readonly IConfiguration _configuration;
    private readonly List<OptionProblem> _problems = [];

    private SettingsReader(IConfiguration configuration) => _configuration = configuration;

    /// <returns>The settings, or null and every problem found.</returns>
    public static (Settings? Settings, IReadOnlyList<OptionProblem> Problems) Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = reader.Read();
        return (reader._problems.Count == 0 ? settings : null, reader._problems);
    }

    private Settings Read()
    {
        var httpsPort = Number(Option.HttpsPort, 1, 65535);
        var announced = Addresses(Option.Announce);
        return new Settings
        {
            HttpsPort = httpsPort,
            Bind = Addresses(Option.Bind) is [var address, ..] ? address : null,
            ConnectionString = Database(),
            Certificate = Certificate(),
            Media = new MediaOptions(
                Number(Option.MediaPort, 1, 65535),
                announced.Count > 0 ? announced : MachineAddresses.Reachable(),
                Text(Option.AnnouncePort).Length > 0 ? Number(Option.AnnouncePort, 1, 65535) : null,
                Number(Option.MediaWorkers, 0, 256),
                CameraCodec()),
            Installation = Installation(httpsPort),
            SecondFactorRoles = SecondFactorRoles(),
            SecondFactorGrace = TimeSpan.FromDays(Number(Option.SecondFactorGrace, 0, 3650)),
            TrustedProxies = Addresses(Option.TrustedProxies),
            Telemetry = new TelemetryOptions(MetricsToken(), OtlpEndpoint(), MetricsAddress()),
            ConnectionsOfAddress = Number(Option.ConnectionsOfAddress, 0, 20_000),
            KeysPassphraseFile = KeysPassphrase(),
            Drain = TimeSpan.FromSeconds(Number(Option.Drain, 0, 24 * 60 * 60)),
            LogLevel = Level(),
            WebClientFolder = Text(Option.WebClient) is { Length: > 0 } folder ? Path.GetFullPath(folder) : WebClientFolders.Default(),
        };
    }

    private InstallationOptions Installation(int httpsPort)
    {
        var installation = new InstallationOptions
        {
            Name = Text(Option.Name),
            PublicAddress = PublicAddress(httpsPort),
            DataFolder = DataFolder(),
            Language = Language(),
            TimeZone = TimeZone(),
            PublicMeetings = PublicMeetings(),
            PapersOfUnit = Number(Option.PapersOfUnit, 0, 10_000_000) is > 0 and var megabytes ? megabytes * 1024L * 1024 : null,
            MailServer = MailServer(),
        };
        installation.Retention.JournalMonths = Number(Option.KeepJournalMonths, RetentionOptions.LeastJournalMonths, 1200);
        installation.Retention.ChatDays = Number(Option.KeepChatDays, 1, 36_500);
        foreach (var domain in MailDomains())
        {
            installation.MailDomains.Add(domain);
        }

        return installation;
    }

    private string Text(Option option) => (_configuration[option.Key] ?? option.Default).Trim();

    private string[] List(Option option) => Text(option).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Refuse(Option option, string vietnamese, string english) =>
        _problems.Add(new OptionProblem(option, Text(option), new Bilingual(vietnamese, english)));

    private int Number(Option option, int least, int most)
    {
        if (int.TryParse(Text(option), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(option, $"phải là số nguyên từ {least} đến {most}", $"must be a whole number from {least} to {most}");
        return least;
    }

    private bool Flag(Option option)
    {
        if (bool.TryParse(Text(option), out var flag))
        {
            return flag;
        }

        Refuse(option, "phải là true hoặc false", "must be true or false");
        return false;
    }

    private List<IPAddress> Addresses(Option option)
    {
        List<IPAddress> addresses = [];
        foreach (var text in List(option))
        {
            if (IPAddress.TryParse(text, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                Refuse(option, $"\"{text}\" không phải là địa chỉ IP (ví dụ 10.1.2.3)", $"\"{text}\" is not an IP address (such as 10.1.2.3)");
            }
        }

        return addresses;
    }

    private string SecondFactorRoles()
    {
        try
        {
            _ = new AccountsOptions { SecondFactorRoles = Text(Option.SecondFactorRoles) }.RolesWithSecondFactor();
        }
        catch (FormatException unknown)
        {
            var roles = string.Join(", ", Enum.GetNames<Role>());
            Refuse(Option.SecondFactorRoles, $"\"{unknown.Message}\" không phải là vai trò; các vai trò: {roles}", $"\"{unknown.Message}\" is not a role; roles are {roles}");
        }

        return Text(Option.SecondFactorRoles);
    }

    private string DataFolder()
    {
        var folder = Path.GetFullPath(Text(Option.DataFolder));
        try
        {
            // The unprivileged user of PostgreSQL walks through it; what is secret in it has folders of its own that are closed.
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | (Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None));
            var probe = Path.Combine(folder, ".writable");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Refuse(Option.DataFolder, $"không tạo được hoặc không ghi được thư mục {folder}: {cause.Message}", $"the folder {folder} cannot be created or written to: {cause.Message}");
        }

        return folder;
    }

    private string? Database()
    {
        var text = Text(Option.Database);
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            if (new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 })
            {
                return text;
            }
        }
        catch (ArgumentException)
        {
            // Told below. Its message may repeat the password.
        }

        _problems.Add(new OptionProblem(Option.Database, "…", new Bilingual(
            "không phải là chuỗi kết nối PostgreSQL (ví dụ Host=db;Database=diemcau;Username=diemcau;Password=…)",
            "is not a PostgreSQL connection string (such as Host=db;Database=diemcau;Username=diemcau;Password=…)")));
        return null;
    }

    private CertificateFiles? Certificate()
    {
        var certificate = Text(Option.Certificate);
        var key = Text(Option.CertificateKey);
        if (certificate.Length == 0)
        {
            if (key.Length > 0)
            {
                Refuse(Option.CertificateKey, $"cần {Option.Certificate.Variable} đi kèm", $"needs {Option.Certificate.Variable} beside it");
            }

            return null;
        }

        var files = new CertificateFiles(Path.GetFullPath(certificate), Path.GetFullPath(key.Length > 0 ? key : certificate));
        if (CertificatePem.Problem(files) is { } problem)
        {
            Refuse(Option.Certificate, $"không dùng được: {problem}", $"cannot be used: {problem}");
        }

        return files;
    }

    private Uri PublicAddress(int httpsPort)
    {
        var text = Text(Option.PublicAddress);
        if (text.Length == 0)
        {
            return new UriBuilder("https", "localhost", httpsPort == 443 ? -1 : httpsPort).Uri;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == "https" && address.PathAndQuery == "/" && address.UserInfo.Length == 0)
        {
            return address;
        }

        Refuse(Option.PublicAddress, "phải có dạng https://hop.tinh.gov.vn hoặc https://10.1.2.3:8443, không kèm đường dẫn", "must look like https://hop.tinh.gov.vn or https://10.1.2.3:8443, without a path");
        return new Uri("https://localhost");
    }

    private string Language()
    {
        var language = Text(Option.Language);
        if (language is not ("vi" or "en"))
        {
            Refuse(Option.Language, "phải là vi hoặc en", "must be vi or en");
        }

        return language;
    }

    private PublicMeetingsAudience PublicMeetings()
    {
        switch (Text(Option.PublicMeetings).ToUpperInvariant())
        {
            case "NOBODY":
                return PublicMeetingsAudience.Nobody;
            case "SIGNED-IN":
                return PublicMeetingsAudience.SignedIn;
            case "EVERYONE":
                return PublicMeetingsAudience.Everyone;
            default:
                Refuse(Option.PublicMeetings, "phải là nobody, signed-in hoặc everyone", "must be nobody, signed-in or everyone");
                return PublicMeetingsAudience.Nobody;
        }
    }

    private string CameraCodec()
    {
        var codec = Text(Option.CameraCodec).ToUpperInvariant();
        if (codec is not ("VP8" or "H264" or "VP9" or "AV1"))
        {
            Refuse(Option.CameraCodec, "phải là VP8, H264, VP9 hoặc AV1", "must be VP8, H264, VP9 or AV1");
        }

        return codec;
    }

    private string TimeZone()
    {
        var zone = Text(Option.TimeZone);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            Refuse(Option.TimeZone, "không phải là múi giờ mà máy này biết (ví dụ Asia/Ho_Chi_Minh; cần gói tzdata)", "is not a time zone that this machine knows (such as Asia/Ho_Chi_Minh; needs the package tzdata)");
        }

        return zone;
    }

    private List<string> MailDomains()
    {
        List<string> domains = [];
        foreach (var text in List(Option.MailDomains))
        {
            var domain = text.TrimStart('@').ToLowerInvariant();
            if (MailDomainName.IsValid(domain))
            {
                domains.Add(domain);
            }
            else
            {
                Refuse(Option.MailDomains, $"\"{text}\" không phải là tên miền thư (ví dụ tinh.gov.vn)", $"\"{text}\" is not a mail domain (such as tinh.gov.vn)");
            }
        }

        return domains;
    }

    private MailServerOptions? MailServer()
    {
        var text = Text(Option.MailServer);
        if (text.Length == 0)
        {
            return null;
        }

        // A scheme makes this a URI, whose parser knows host names, IPv6 in brackets and ports.
        if (!Uri.TryCreate("smtp://" + text, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.PathAndQuery.Trim('/').Length > 0)
        {
            Refuse(Option.MailServer, "phải có dạng tên:cổng (ví dụ mail.tinh.gov.vn:587)", "must look like host:port (such as mail.tinh.gov.vn:587)");
            return null;
        }

        var from = Text(Option.MailFrom);
        if (!MailAddress.TryCreate(from, out _))
        {
            Refuse(Option.MailFrom, "phải là một địa chỉ thư (ví dụ DiemCau <hnth@tinh.gov.vn>)", "must be a mail address (such as DiemCau <hnth@tinh.gov.vn>)");
        }

        var user = Text(Option.MailUser);
        var password = Text(Option.MailPassword);
        if (user.Length > 0 != password.Length > 0)
        {
            Refuse(Option.MailUser, $"phải đi cùng {Option.MailPassword.Variable}", $"goes together with {Option.MailPassword.Variable}");
        }

        return new MailServerOptions
        {
            Host = address.IdnHost,
            Port = text.EndsWith($":{address.Port}", StringComparison.Ordinal) ? address.Port : 587,
            User = user.Length > 0 ? user : null,
            Password = password.Length > 0 ? password : null,
            From = from,
            StartTls = Flag(Option.MailStartTls),
            AuthorityFile = MailAuthority(),
            TrustAnyCertificate = Flag(Option.MailTrustAnyCertificate),
            Bounces = Bounces(user, password),
        };
    }

    private BounceBoxOptions? Bounces(string mailUser, string mailPassword)
    {
        var text = Text(Option.MailBounces);
        if (text.Length == 0)
        {
            return null;
        }

        if (!Uri.TryCreate("imap://" + text, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.PathAndQuery.Trim('/').Length > 0)
        {
            Refuse(Option.MailBounces, "phải có dạng tên:cổng (ví dụ mail.tinh.gov.vn:993)", "must look like host:port (such as mail.tinh.gov.vn:993)");
            return null;
        }

        var user = Text(Option.MailBouncesUser) is { Length: > 0 } own ? own : mailUser;
        if (user.Length == 0)
        {
            Refuse(Option.MailBouncesUser, "phải có để đọc hộp thư", "is needed to read the mailbox");
        }

        return new BounceBoxOptions
        {
            Host = address.IdnHost,
            Port = address.Port > 0 ? address.Port : 993,
            User = user,
            Password = Text(Option.MailBouncesPassword) is { Length: > 0 } secret ? secret : mailPassword,
            IsEncrypted = Flag(Option.MailStartTls),
        };
    }

    private string? MailAuthority()
    {
        var text = Text(Option.MailAuthority);
        if (text.Length == 0)
        {
            return null;
        }

        var file = Path.GetFullPath(text);
        if (CertificatePem.ProblemOfAuthority(file) is { } problem)
        {
            Refuse(Option.MailAuthority, $"không dùng được: {problem}", $"cannot be used: {problem}");
        }
        else if (Flag(Option.MailTrustAnyCertificate))
        {
            Refuse(Option.MailAuthority, $"không đi cùng {Option.MailTrustAnyCertificate.Variable}", $"does not go together with {Option.MailTrustAnyCertificate.Variable}");
        }

        return file;
    }

    private string? MetricsToken()
    {
        const int Shortest = 16;
        var token = Text(Option.MetricsToken);
        if (token.Length is > 0 and < Shortest)
        {
            _problems.Add(new OptionProblem(Option.MetricsToken, "…", new Bilingual(
                $"phải có ít nhất {Shortest} ký tự", $"must have at least {Shortest} characters")));
        }

        return token.Length > 0 ? token : null;
    }

    private IPEndPoint? MetricsAddress()
    {
        var text = Text(Option.MetricsAddress);
        if (text.Length == 0)
        {
            return null;
        }

        if (IPEndPoint.TryParse(text, out var address) && address.Port > 0)
        {
            return address;
        }

        Refuse(Option.MetricsAddress, "phải có dạng 10.1.2.3:9464", "must look like 10.1.2.3:9464");
        return null;
    }

    private string? KeysPassphrase()
    {
        var text = Text(Option.KeysPassphraseFile);
        var file = text.Length > 0 ? Path.GetFullPath(text) : null;
        if (KeyWrapping.Problem(Path.Combine(Path.GetFullPath(Text(Option.DataFolder)), "keys"), file) is { } problem)
        {
            Refuse(Option.KeysPassphraseFile, problem.Vietnamese, problem.English);
        }

        return file;
    }

    private Uri? OtlpEndpoint()
    {
        var text = Text(Option.OtlpEndpoint);
        if (text.Length == 0)
        {
            return null;
        }

        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https")
        {
            return endpoint;
        }

        Refuse(Option.OtlpEndpoint, "phải có dạng http://10.1.2.3:4317", "must look like http://10.1.2.3:4317");
        return null;
    }

    private LogLevel Level()
    {
        if (Enum.TryParse<LogLevel>(Text(Option.LogLevel), ignoreCase: true, out var level) && level is >= LogLevel.Debug and <= LogLevel.Error)
        {
            return level;
        }

        Refuse(Option.LogLevel, "phải là Debug, Information, Warning hoặc Error", "must be Debug, Information, Warning or Error");
        return LogLevel.Information;
    }
}
