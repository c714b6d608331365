namespace DiemCau.Meetings.Shared;

/// <summary>What the whole installation is set to. Read once at start, validated by the host.</summary>
public sealed class InstallationOptions
{
    /// <summary>Shown in headings and mails, such as "Hội nghị truyền hình tỉnh …".</summary>
    public string Name { get; set; } = "DiemCau";

    /// <summary>Where browsers reach this installation; links in mails start with it.</summary>
    public Uri PublicAddress { get; set; } = new("https://localhost:8443");

    /// <summary>Absolute path of the folder that holds everything that must survive a restart.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Default language of pages and mails: vi or en.</summary>
    public string Language { get; set; } = "vi";

    /// <summary>IANA time zone in which times are shown.</summary>
    public string TimeZone { get; set; } = "Asia/Ho_Chi_Minh";

    /// <summary>Who may read the list of approved meetings.</summary>
    public PublicMeetingsAudience PublicMeetings { get; set; } = PublicMeetingsAudience.SignedIn;

    /// <summary>Mail domains that may register at first start; afterwards the administrator's list counts.</summary>
    public IList<string> MailDomains { get; } = [];

    public RetentionOptions Retention { get; } = new();

    /// <summary>Null: mails are kept in the data folder and shown to the local administrator.</summary>
    public MailServerOptions? MailServer { get; set; }
}

/// <summary>Whom titles, times and units of approved meetings are shown to.</summary>
public enum PublicMeetingsAudience { Nobody, SignedIn, Everyone }

public sealed class MailServerOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender, such as "DiemCau &lt;hnth@tinh.gov.vn&gt;".</summary>
    public string From { get; set; } = "";

    /// <summary>Upgrade to TLS before signing in (RFC 3207).</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Accept a certificate that this machine does not trust: closed networks with a private authority.</summary>
    public bool TrustAnyCertificate { get; set; }
}
