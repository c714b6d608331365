namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>A mail domain whose mailboxes may register.</summary>
internal sealed class MailDomain
{
    /// <summary>Lower case, without "@" or a leading dot.</summary>
    public required string Domain { get; init; }

    /// <summary>Written by administrators as "*.tinh.gov.vn": mailboxes of every domain below it may register too.</summary>
    public bool IncludesSubdomains { get; init; }

    /// <summary>The unit whose mailboxes these are: they need not be confirmed one by one. Null: of many units.</summary>
    public Guid? UnitId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
