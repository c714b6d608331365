using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Support;

/// <summary>"Đầu mối hỗ trợ": somebody of the installation who helps whoever cannot get on.</summary>
internal sealed class SupportContact
{
    public Guid Id { get; init; }

    /// <summary>Order on the pages, from 0.</summary>
    public int Position { get; init; }

    /// <summary>A person or a desk, such as "Tổ kỹ thuật hội nghị trực tuyến".</summary>
    public required string Name { get; init; }

    /// <summary>What for, such as "Kết nối, micro, camera".</summary>
    public string? Purpose { get; init; }

    public string? Phone { get; init; }

    /// <summary>The number under which the contact is on Zalo.</summary>
    public string? Zalo { get; init; }
}

internal sealed class SupportContactConfiguration : IEntityTypeConfiguration<SupportContact>
{
    public void Configure(EntityTypeBuilder<SupportContact> builder) => builder.ToTable("support_contacts");
}

internal static class SupportStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<SupportContact> SupportContacts => db.Set<SupportContact>();
    }
}
