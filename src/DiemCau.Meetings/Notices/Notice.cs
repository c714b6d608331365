using System.Text.Json;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Shared.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Notices;

/// <summary>Whom a notice is for.</summary>
internal enum NoticeScope
{
    /// <summary>The session, told by the main site's unit to every member site.</summary>
    Session,

    /// <summary>A unit's own technical check before it (a district's, a group's), told to the sites under it.</summary>
    Branch,
}

/// <summary>What an edition of a notice says of the one before.</summary>
internal enum NoticeKind
{
    Issued,
    Changed,

    /// <summary>It does not take place: cancelled, postponed, displaced; or the site takes part no more.</summary>
    Withdrawn,
}

/// <summary>
/// "Thông báo" of one unit about one meeting: what the unit writes into it, and how often it went out. What was sent is kept word by word
/// in <see cref="NoticeEdition"/>, who has got it in <see cref="NoticeCopy"/>.
/// </summary>
internal sealed class Notice
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    /// <summary>In whose name it goes out: the main site's unit, or the branch's.</summary>
    public Guid IssuerId { get; set; }

    public NoticeScope Scope { get; init; }

    public NoticeForm Form { get; set; } = new();

    /// <summary>Grows with every change of what is written.</summary>
    public int Version { get; set; }

    /// <summary>How often it went out; 0: not yet.</summary>
    public int Edition { get; set; }

    /// <summary>The SEQUENCE of its calendar entry (RFC 5545): of what is sent, the highest counts.</summary>
    public int Sequence { get; set; }

    public bool IsWithdrawn { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? SentByName { get; set; }

    /// <summary>The mailbox in whose name the calendar entry was sent first: an update from another one would be refused by readers.</summary>
    public string? Organizer { get; set; }

    /// <summary>When the meeting was to begin, as it was told last.</summary>
    public DateTimeOffset? ToldStart { get; set; }

    public bool IsOut => Edition > 0 && !IsWithdrawn;
}

/// <summary>What the issuer writes; the rest of the letter comes from the registration.</summary>
/// <param name="Number">"Số, ký hiệu"; null: left blank.</param>
/// <param name="Place">"Địa danh", before the date.</param>
/// <param name="CheckNote">What is checked, whom to call.</param>
/// <param name="Remarks">A paragraph at the end.</param>
internal sealed record NoticeForm(
    string? Number = null, string? Place = null, string? SignerTitle = null, [property: Name] string? SignerName = null,
    DateTimeOffset? CheckStartsAt = null, DateTimeOffset? CheckEndsAt = null, string? CheckPlace = null, [property: Lines] string? CheckNote = null,
    [property: Lines] string? Remarks = null);

/// <summary>A notice as it went out.</summary>
internal sealed class NoticeEdition
{
    public Guid NoticeId { get; init; }

    public int Edition { get; init; }

    public NoticeKind Kind { get; init; }

    public required NoticeText Letter { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ByName { get; init; }
}

/// <summary>A letter without what differs from site to site.</summary>
/// <param name="PartAt">Before which item a copy's own items stand.</param>
internal sealed record NoticeText(OfficialLetter Letter, int PartAt)
{
    public OfficialLetter With(NoticePart part) => Letter with
    {
        Addressees = part.Addressees,
        Items = [.. Letter.Items.Take(PartAt), .. part.Items, .. Letter.Items.Skip(PartAt)],
        Annex = part.Annex,
    };

    /// <summary>Whether a reader has to be told; number, date and signature are no news.</summary>
    public bool SaysTheSameAs(NoticeText other) =>
        PartAt == other.PartAt && Letter.Closing.SequenceEqual(other.Letter.Closing) && NoticeJson.Same(Letter.Items, other.Letter.Items);
}

/// <summary>What only one reader's copy says.</summary>
internal sealed record NoticePart(IReadOnlyList<string> Addressees, IReadOnlyList<LetterItem> Items, LetterAnnex? Annex = null);

internal static class NoticeJson
{
    public static bool Same<T>(T one, T other) => Write(one) == Write(other);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    public static T Read<T>(string stored) => JsonSerializer.Deserialize<T>(stored, JsonSerializerOptions.Web)!;
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(notice => notice.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.Property(notice => notice.Form).HasColumnType("jsonb")
            .HasConversion(form => NoticeJson.Write(form), stored => NoticeJson.Read<NoticeForm>(stored));
        builder.Property(notice => notice.Version).IsConcurrencyToken();
    }
}

internal sealed class NoticeEditionConfiguration : IEntityTypeConfiguration<NoticeEdition>
{
    public void Configure(EntityTypeBuilder<NoticeEdition> builder)
    {
        builder.ToTable("notice_editions");
        builder.HasKey(edition => new { edition.NoticeId, edition.Edition });
        builder.HasOne<Notice>().WithMany().HasForeignKey(edition => edition.NoticeId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(edition => edition.Letter).HasColumnType("jsonb")
            .HasConversion(letter => NoticeJson.Write(letter), stored => NoticeJson.Read<NoticeText>(stored));
    }
}
