using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Notifications;

/// <summary>A file that mails carry: stored once, however many carry it, and no longer than one of them waits.</summary>
public sealed class MailFile
{
    /// <summary>
    /// Bytes. Mail servers refuse letters from 10 MB on, Base64 adds a third, and two hundred of them leave through one line; a letter in the
    /// official form has some 10 kB, with an annex of a thousand sites 200.
    /// </summary>
    public const int Largest = 2 * 1024 * 1024;

    public Guid Id { get; init; }

    /// <summary>Such as "Giấy mời.docx".</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }

    public DateTimeOffset AddedAt { get; init; }
}

internal sealed class MailFileConfiguration : IEntityTypeConfiguration<MailFile>
{
    public void Configure(EntityTypeBuilder<MailFile> builder) => builder.ToTable("mail_files");
}
