using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sessions;

internal enum SessionOrderVerb
{
    /// <summary>Open the conference, so that sites may connect.</summary>
    Connect,

    /// <summary>Khai mạc</summary>
    Open,

    /// <summary>Kết thúc</summary>
    End,
}

/// <summary>
/// What an administrator's command asks of the server that runs the conference: commands are programs of their own and reach it through the
/// database alone.
/// </summary>
internal sealed class SessionOrder
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public SessionOrderVerb Verb { get; init; }

    public required string GivenBy { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Null: it was carried out.</summary>
    public string? RefusedCode { get; set; }
}

internal sealed class SessionOrderConfiguration : IEntityTypeConfiguration<SessionOrder>
{
    public void Configure(EntityTypeBuilder<SessionOrder> builder)
    {
        builder.ToTable("session_orders");
        builder.Property(order => order.Id).ValueGeneratedNever();
        builder.Property(order => order.Verb).HasConversion<string>();
    }
}
