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

    /// <summary>How many bytes of papers a unit may keep; null: as many as the disk has room for.</summary>
    public long? PapersOfUnit { get; set; }

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

    /// <summary>Upgrade to TLS before signing in (RFC 3207); without it nothing is encrypted, but on the port that begins with TLS.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>RFC 8314 section 7.3: on this port TLS begins with the first byte.</summary>
    public bool BeginsWithTls => Port == 465;

    public bool IsEncrypted => StartTls || BeginsWithTls;

    /// <summary>PEM file with the certificates of the only authority that is believed; null: those that this machine trusts.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Accept whatever certificate is shown: no check at all.</summary>
    public bool TrustAnyCertificate { get; set; }

    /// <summary>The mailbox of <see cref="From"/>, where reports about mails arrive; null: nobody looks into it.</summary>
    public BounceBoxOptions? Bounces { get; set; }
}

/// <summary>A mailbox that is read by IMAP (RFC 3501), with the mail server's certificate rules.</summary>
public sealed class BounceBoxOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>On port 993 it always is.</summary>
    public bool IsEncrypted { get; set; } = true;
}
