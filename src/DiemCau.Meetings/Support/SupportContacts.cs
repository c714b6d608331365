using System.Text;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace DiemCau.Meetings.Support;

/// <param name="Purpose">What for, such as "Kết nối, micro, camera".</param>
/// <param name="Zalo">The number under which the contact is on Zalo.</param>
internal sealed record SupportContactView(string? Name, string? Purpose = null, string? Phone = null, string? Zalo = null);

/// <summary>
/// The list that everybody reads, also before signing in, and that system administrators write. Pages ask for it all the time: it is
/// answered from memory.
/// </summary>
internal static class SupportContacts
{
    /// <summary>More nobody reads while the meeting is beginning.</summary>
    private const int MostContacts = 12;

    private const int LongestText = 120;

    /// <summary>Another server of the installation may have changed it.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup("/support-contacts").WithTags("Support");
        contacts.MapGet("", ListAsync).WithName("ListSupportContacts").OpenToAll("whom to call for help, which the installation wants to be known");
        contacts.MapPut("", ReplaceAsync).WithName("ReplaceSupportContacts").NeedsEverywhere(Permission.ManageInstallation);
    }

    private static async Task<Ok<List<SupportContactView>>> ListAsync(DiemCauDb db, IMemoryCache memory, TimeProvider time, CancellationToken cancellation)
    {
        if (memory.Get<Remembered>(typeof(Remembered)) is { } known && time.GetUtcNow() - known.At < Kept)
        {
            return TypedResults.Ok(known.Contacts);
        }

        var contacts = await ViewsAsync(db, cancellation);
        memory.Set(typeof(Remembered), new Remembered(contacts, time.GetUtcNow()));
        return TypedResults.Ok(contacts);
    }

    /// <summary>The whole list, in the order in which it is shown.</summary>
    private static async Task<Results<Ok<List<SupportContactView>>, Refusal>> ReplaceAsync(
        List<SupportContactView> wish, DiemCauDb db, JournalWriter journal, IMemoryCache memory, CancellationToken cancellation)
    {
        List<SupportContactView> written = [.. wish.Select(Written)];
        FieldError[] errors = [.. Errors(written)];
        if (errors.Length > 0)
        {
            return Refusal.Validation(errors);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Of two who save at once the later one's list counts, whole.
        await db.Database.ExecuteSqlAsync($"lock table support_contacts in exclusive mode", cancellation);
        await db.SupportContacts.ExecuteDeleteAsync(cancellation);
        db.SupportContacts.AddRange(written.Select((contact, position) => new SupportContact
        {
            Id = Guid.CreateVersion7(), Position = position, Name = contact.Name!, Purpose = contact.Purpose, Phone = contact.Phone, Zalo = contact.Zalo,
        }));
        journal.Add(db, "support_contacts.changed", null, new { written.Count });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        memory.Remove(typeof(Remembered));
        return TypedResults.Ok(written);
    }

    private static async Task<List<SupportContactView>> ViewsAsync(DiemCauDb db, CancellationToken cancellation) =>
        await db.SupportContacts.AsNoTracking().OrderBy(contact => contact.Position)
            .Select(contact => new SupportContactView(contact.Name, contact.Purpose, contact.Phone, contact.Zalo)).ToListAsync(cancellation);

    /// <param name="said">Nothing at all may stand in a list.</param>
    private static SupportContactView Written(SupportContactView? said) =>
        new(Written(said?.Name), Written(said?.Purpose), Written(said?.Phone), Written(said?.Zalo));

    private static string? Written(string? text) => text?.Trim().Normalize(NormalizationForm.FormC) is { Length: > 0 } written ? written : null;

    private static IEnumerable<FieldError> Errors(List<SupportContactView> contacts)
    {
        if (contacts.Count > MostContacts)
        {
            yield return new("contacts", "support_too_many", MostContacts);
        }

        for (var i = 0; i < contacts.Count; i++)
        {
            var (name, purpose, phone, zalo) = contacts[i];
            foreach (var (field, text) in new[] { ("name", name), ("purpose", purpose), ("phone", phone), ("zalo", zalo) })
            {
                if (text?.Length > LongestText)
                {
                    yield return new($"[{i}].{field}", "too_long", LongestText);
                }
            }

            if (name is null)
            {
                yield return new($"[{i}].name", "required");
            }

            if (phone is null ? zalo is null : !PhoneNumber.IsOne(phone))
            {
                yield return new($"[{i}].phone", phone is null ? "support_unreachable" : "support_phone_invalid");
            }

            if (zalo is not null && !PhoneNumber.IsOne(zalo))
            {
                yield return new($"[{i}].zalo", "support_phone_invalid");
            }
        }
    }

    private sealed record Remembered(List<SupportContactView> Contacts, DateTimeOffset At);
}
