using System.Globalization;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Calendars;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <param name="StartsAt">Null: an invitation without a calendar entry ("come now").</param>
/// <param name="Minutes">How long; 60 when not given.</param>
/// <param name="IncludePassword">Writes the password into the mails.</param>
/// <param name="Password">Needed with <paramref name="IncludePassword"/>: only a hash is stored, so the chair types it again.</param>
internal sealed record RoomInvitation(
    IReadOnlyList<string>? Emails,
    DateTimeOffset? StartsAt = null,
    int? Minutes = null,
    [property: Lines] string? Note = null,
    bool IncludePassword = false,
    [property: Secret] string? Password = null);

/// <param name="Refused">What is not a mail address.</param>
internal sealed record RoomInvitationResult(int Accepted, IReadOnlyList<string> Refused);

/// <summary>"Mời họp": mails with the room's link and, where a time is set, an entry for the calendar.</summary>
internal static class RoomInvitations
{
    /// <summary>One invitation to every commune of a province; more is not an invitation but a mailing.</summary>
    private const int MostEmails = 300;

    private const int LongestNote = 2_000;
    private const int DefaultMinutes = 60;
    private const int MostMinutes = 7 * 24 * 60;

    public static void Map(IEndpointRouteBuilder rooms) => rooms.MapPost("/{id:guid}/invitations", InviteAsync).WithName("InviteToRoom");

    private static async Task<Results<Accepted<RoomInvitationResult>, Refusal>> InviteAsync(
        Guid id, RoomInvitation invitation, HttpContext http, DiemCauDb db, RoomPassword passwords, InvitationLimits limits, MailOutbox outbox,
        JournalWriter journal, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        var (room, refusal) = await RoomUpkeep.OwnedAsync(db, id, account, cancellation);
        if (room is null)
        {
            return refusal!;
        }

        if (Errors(invitation).ToArray() is { Length: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        if (invitation.IncludePassword && passwords.Check(room, invitation.Password, ClientAddress.PartitionOf(http)) != PasswordVerdict.Right)
        {
            return Refusal.Validation(new FieldError("password", "room_password_wrong"));
        }

        var wanted = invitation.Emails!.Select(text => (Text: text, Valid: MailAddressText.TryParse(text, out var address), Address: address)).ToArray();
        var addresses = wanted.Where(email => email.Valid).Select(email => email.Address!).Distinct().ToArray();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await limits.CountAsync(db, account, addresses, cancellation) is { } limited)
        {
            return limited;
        }

        var unit = (await RoomRow.Of(db, db.Rooms.Where(invited => invited.Id == id)).AsNoTracking().SingleAsync(cancellation)).Unit;
        var letter = new InvitationLetter(room, unit, account.Email, invitation, installation, time.GetUtcNow());
        foreach (var address in addresses)
        {
            outbox.Add(db, letter.AddressedTo(address) with { ReportTo = account.Email });
        }

        journal.Add(
            db, "room.invited", id.ToString(), new { addresses.Length, invitation.StartsAt, invitation.IncludePassword }, new(UnitId: room.UnitId));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Accepted(
            (string?)null, new RoomInvitationResult(addresses.Length, [.. wanted.Where(email => !email.Valid).Select(email => email.Text)]));
    }

    private static IEnumerable<FieldError> Errors(RoomInvitation invitation)
    {
        if (invitation.Emails is not { Count: > 0 })
        {
            yield return new FieldError("emails", "required");
        }
        else if (invitation.Emails.Count > MostEmails)
        {
            yield return new FieldError("emails", "too_many", MostEmails);
        }

        if (invitation.Note?.Length > LongestNote)
        {
            yield return new FieldError("note", "too_long", LongestNote);
        }

        if (invitation.Minutes is < 1 or > MostMinutes)
        {
            yield return new FieldError("minutes", "out_of_range", 1, MostMinutes);
        }
    }

    /// <summary>What is the same for everybody who is invited.</summary>
    private sealed class InvitationLetter(
        Room room, string unit, string organizer, RoomInvitation invitation, InstallationOptions installation, DateTimeOffset now)
    {
        private readonly Uri _link = RoomLink.Of(installation, room);
        private readonly string _language = installation.Language;

        public MailMessage AddressedTo(string recipient)
        {
            var letter = new MailLetter(installation.Name, Text("subject", room.Name), [.. Paragraphs()])
            {
                Action = (Text("action"), _link),
                Notes = [Text("note")],
            };
            var message = letter.AddressedTo(recipient);
            return invitation.StartsAt is { } startsAt
                ? message with { Calendar = new CalendarPart(CalendarText.Message(EventFor(recipient, startsAt), CalendarMethod.Request), CalendarMethod.Request) }
                : message;
        }

        private IEnumerable<string> Paragraphs()
        {
            yield return Text("body", unit, room.Name);
            if (invitation.StartsAt is { } startsAt)
            {
                var local = TimeZoneInfo.ConvertTime(startsAt, TimeZoneInfo.FindSystemTimeZoneById(installation.TimeZone));
                yield return Text(
                    "time", local.ToString("HH'h'mm", CultureInfo.InvariantCulture), local.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
                    invitation.Minutes ?? DefaultMinutes);
            }

            yield return invitation.IncludePassword ? Text("password", invitation.Password!) : Text("password_elsewhere");
            if (!string.IsNullOrWhiteSpace(invitation.Note))
            {
                // What somebody writes here is theirs, not the installation's: the mail says so.
                yield return Text("note_of", organizer, invitation.Note.Trim());
            }
        }

        private CalendarEvent EventFor(string recipient, DateTimeOffset startsAt) => new(
            $"{room.Id:N}-{startsAt.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)}@{installation.PublicAddress.Host}",
            // Grows by one a second: a mail sent later about the same event is the newer one.
            (int)((now - room.CreatedAt).TotalSeconds % int.MaxValue),
            now, startsAt, startsAt.AddMinutes(invitation.Minutes ?? DefaultMinutes), room.Name)
        {
            Description = string.Join("\n\n", Paragraphs()),
            Link = _link,
            Organizer = new(unit, organizer),
            Attendee = recipient,
        };

        private string Text(string part, params object?[] arguments) => Texts.Get(_language, "mail.room_invitation." + part, arguments);
    }
}
