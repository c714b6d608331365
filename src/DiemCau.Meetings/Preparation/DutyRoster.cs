using System.Text.Json;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DiemCau.Meetings.Preparation;

/// <summary>Somebody on duty at a station for one meeting.</summary>
internal sealed record DutyPerson(ContactRole Role, string? Name, string? Position = null, string? Phone = null, string? Zalo = null)
{
    /// <summary>Procedure: what the office needs is whom to call.</summary>
    public bool IsReachable => Name is not null && Phone is not null;
}

/// <summary>"Phân công trực": who is on duty at a station for a meeting. Written as a whole; of two writers at once the second is told.</summary>
internal sealed class DutyRoster
{
    public const int MostPeople = 20;
    private const int TextLength = 200;

    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    /// <summary>Null: the media servers.</summary>
    public Guid? SiteId { get; init; }

    public IReadOnlyList<DutyPerson> People { get; private set; } = [];

    public int Version { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; } = "";

    /// <summary>The meeting's beginning for which they said to be on duty; at another time they have to say so anew.</summary>
    public DateTimeOffset? GivenFor { get; private set; }

    /// <param name="startsAt">The meeting's beginning.</param>
    public void Write(IReadOnlyList<DutyPerson> people, string by, DateTimeOffset now, DateTimeOffset? startsAt) =>
        (People, Version, ChangedAt, ChangedBy, GivenFor) = (people, Version + 1, now, by, startsAt);

    /// <summary>A site needs a leader and a technician who can be called, the media servers a technician.</summary>
    public static bool IsComplete(StationRole role, IReadOnlyList<DutyPerson> people) =>
        people.Any(person => person is { Role: ContactRole.Technician, IsReachable: true })
        && (role == StationRole.Mcu || people.Any(person => person is { Role: ContactRole.Leader, IsReachable: true }));

    /// <summary>People as they are kept: trimmed, without empty lines.</summary>
    public static IReadOnlyList<DutyPerson> Written(IReadOnlyList<DutyPerson>? people) =>
    [
        .. (people ?? []).OfType<DutyPerson>()
            .Select(person => new DutyPerson(
                person.Role, SiteRules.Written(person.Name), SiteRules.Written(person.Position), SiteRules.Written(person.Phone), SiteRules.Written(person.Zalo)))
            .Where(person => person is not { Name: null, Position: null, Phone: null, Zalo: null }),
    ];

    public static IReadOnlyList<FieldError> Errors(IReadOnlyList<DutyPerson> people)
    {
        List<FieldError> errors = people.Count > MostPeople ? [new("people", "site_too_many", MostPeople)] : [];
        for (var i = 0; i < people.Count; i++)
        {
            var person = people[i];
            if (person.Name is null)
            {
                errors.Add(new($"people[{i}].name", "required"));
            }

            if (person.Phone is { } phone && !PhoneNumber.IsOne(phone))
            {
                errors.Add(new($"people[{i}].phone", "site_phone_invalid"));
            }

            foreach (var (field, text) in new[] { ("name", person.Name), ("position", person.Position), ("zalo", person.Zalo) })
            {
                if (text?.Length > TextLength)
                {
                    errors.Add(new($"people[{i}].{field}", "too_long", TextLength));
                }
            }
        }

        return errors;
    }

    internal static ValueConverter<IReadOnlyList<DutyPerson>, string> Converter { get; } = new(
        people => JsonSerializer.Serialize(people, SiteDescription.Json),
        json => JsonSerializer.Deserialize<IReadOnlyList<DutyPerson>>(json, SiteDescription.Json)!);

    /// <summary>Lists are replaced, never changed in place.</summary>
    internal static ValueComparer<IReadOnlyList<DutyPerson>> Comparer { get; } = new(
        (one, other) => ReferenceEquals(one, other), people => people.GetHashCode(), people => people);
}

internal sealed class DutyRosterConfiguration : IEntityTypeConfiguration<DutyRoster>
{
    public void Configure(EntityTypeBuilder<DutyRoster> builder)
    {
        builder.ToTable("duty_rosters");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(roster => roster.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(roster => roster.People).HasColumnType("jsonb").HasConversion(DutyRoster.Converter, DutyRoster.Comparer);
        builder.Property(roster => roster.Version).IsConcurrencyToken();
    }
}
