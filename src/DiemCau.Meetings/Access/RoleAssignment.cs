using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Access;

/// <summary>What an account is for a unit and everything under it; the permissions are in <see cref="RolePermissions"/>.</summary>
public enum Role
{
    SystemAdministrator,
    ApprovingOfficer,
    McuOperator,
    SiteOperator,
    UnitRegistrar,

    /// <summary>Of a district or of a group of communes ("cụm").</summary>
    IntermediateOperator,

    Secretary,
    Chair,
    Viewer,
    Auditor,

    /// <summary>A supplier's technician.</summary>
    Vendor,
}

/// <summary>An account has a role for a unit and everything under it.</summary>
internal sealed class RoleAssignment
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public Role Role { get; init; }

    /// <summary><see cref="Unit.Whole"/>: everywhere.</summary>
    public Guid UnitId { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    /// <summary>Whose session gave it; null: the command line, or the first administrator's link.</summary>
    public Guid? GivenBy { get; init; }

    public static RoleAssignment Give(Guid accountId, Role role, Guid unitId, Guid? by, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), AccountId = accountId, Role = role, UnitId = unitId, GivenBy = by, GivenAt = now };
}

internal sealed class RoleAssignmentConfiguration : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("role_assignments");
        builder.HasOne<Account>().WithMany().HasForeignKey(given => given.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
