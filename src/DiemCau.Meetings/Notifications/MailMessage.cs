namespace DiemCau.Meetings.Notifications;

/// <summary>A mail to one address.</summary>
/// <param name="To">A bare address, such as "vpubnd@tinh.gov.vn".</param>
/// <param name="Html">The same content as <paramref name="Text"/>, for readers that show HTML.</param>
public sealed record MailMessage(string To, string Subject, string Text, string Html)
{
    /// <summary>Null: no invitation in it.</summary>
    public CalendarPart? Calendar { get; init; }

    /// <summary>From <see cref="MailOutbox.AddFile"/>; null: nothing is attached.</summary>
    public Guid? FileId { get; init; }

    /// <summary>A bare address of whoever has it sent, who is told when it can never arrive; null: nobody is.</summary>
    public string? ReportTo { get; init; }
}

/// <param name="Content">RFC 5545, UTF-8.</param>
/// <param name="Method">The iTIP method, such as REQUEST or CANCEL (RFC 5546).</param>
public sealed record CalendarPart(byte[] Content, string Method);
