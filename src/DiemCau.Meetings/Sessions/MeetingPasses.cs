using System.Security.Cryptography;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// Issues the passes of meetings and finds them again by their links. Every site gets one when the meeting is announced, so that letters and
/// calendar entries carry it; so does its chair. The others are issued by name.
/// </summary>
internal sealed class MeetingPasses(IDataProtectionProvider protection, InstallationOptions installation, TimeProvider time) : IMeetingListener
{
    /// <summary>Eight digits, printed in two groups of four: 10^8, guessed at twelve at once and ten a minute.</summary>
    private const int PasswordDigits = 8;

    private static readonly MeetingStage[] Announced = [.. MeetingWay.Coming];

    private readonly KeptSecrets _secrets = new(protection, "DiemCau.Sessions.MeetingPass");
    private readonly KeptSecrets _passwords = new(protection, "DiemCau.Sessions.MeetingPassword");

    /// <summary>Sites that take part from now on get their links; those that do not any more lose them.</summary>
    public async Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        if (meeting.Kind != MeetingKind.Outside && Announced.Contains(meeting.Stage) && (happened.ChangesStage || happened.Changes("mainSite", "members", "chairName")))
        {
            await IssueAsync(db, meeting, cancellation);
        }

        return null;
    }

    /// <summary>A pass of its own; the caller saves.</summary>
    public MeetingPass New(
        Guid meetingId, Capacity capacity, string issuedBy, Guid? siteId = null, Guid? accountId = null, string? name = null, string? position = null)
    {
        var now = time.GetUtcNow();
        var (hash, hidden) = accountId is null ? Link() : (null, null);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            MeetingId = meetingId,
            Capacity = capacity,
            SiteId = siteId,
            AccountId = accountId,
            Name = name,
            Position = position,
            SecretHash = hash,
            ProtectedSecret = hidden,
            IssuedAt = now,
            IssuedBy = issuedBy,
        };

        (byte[]?, string?) Link()
        {
            var (_, made, kept) = _secrets.New();
            return (made, kept);
        }
    }

    /// <summary>The pass of a link; null when there is none, or it was revoked.</summary>
    public static Task<MeetingPass?> FindAsync(DiemCauDb db, string secret, CancellationToken cancellation)
    {
        var hash = KeptSecrets.HashOf(secret);
        return db.MeetingPasses.AsNoTracking().SingleOrDefaultAsync(pass => pass.SecretHash == hash && pass.RevokedAt == null, cancellation);
    }

    /// <summary>Null: without a link, or its key is lost.</summary>
    public Uri? LinkOf(MeetingPass pass) => pass.ProtectedSecret is { } kept && _secrets.Reveal(kept) is { } secret
        ? new(installation.PublicAddress, $"/h/{secret}")
        : null;

    /// <summary>
    /// What may be sent to the sites of a meeting at this moment; null: it is not held here, or it is about state secrets, whose links and
    /// password stay where one signs in.
    /// </summary>
    public async Task<WaysIn?> WaysInAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        var number = await db.Meetings.ToldToAll()
            .Where(meeting => meeting.Id == meetingId && meeting.Kind != MeetingKind.Outside && Announced.Contains(meeting.Stage))
            .Select(meeting => (long?)meeting.Number).SingleOrDefaultAsync(cancellation);
        return number is { } known
            ? new(
                new(installation.PublicAddress, "/vao-hop"), known,
                await PasswordOfAsync(db, meetingId, cancellation) is { } password ? $"{password[..(PasswordDigits / 2)]} {password[(PasswordDigits / 2)..]}" : null,
                await SiteLinksAsync(db, meetingId, cancellation))
            : null;
    }

    private async Task<IReadOnlyDictionary<Guid, Uri>> SiteLinksAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        var passes = await db.MeetingPasses.AsNoTracking()
            .Where(pass => pass.MeetingId == meetingId && pass.Capacity == Capacity.Site && pass.RevokedAt == null && pass.SiteId != null)
            .ToListAsync(cancellation);
        return passes.Select(pass => (pass.SiteId, Link: LinkOf(pass))).Where(pass => pass.Link is not null)
            .ToDictionary(pass => pass.SiteId!.Value, pass => pass.Link!);
    }

    /// <summary>Null: the meeting has none yet, or its key is lost.</summary>
    public async Task<string?> PasswordOfAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation) =>
        await db.MeetingPasswords.AsNoTracking().SingleOrDefaultAsync(password => password.MeetingId == meetingId, cancellation) is { } known
            ? _passwords.Reveal(known.ProtectedPassword)
            : null;

    /// <summary>A new password; whoever has the old one comes in with it no more. The caller saves.</summary>
    public async Task RenewPasswordAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        var hidden = _passwords.Protect(RandomNumberGenerator.GetString("0123456789", PasswordDigits));
        if (await db.MeetingPasswords.SingleOrDefaultAsync(password => password.MeetingId == meetingId, cancellation) is { } known)
        {
            (known.ProtectedPassword, known.ChangedAt) = (hidden, time.GetUtcNow());
        }
        else
        {
            db.MeetingPasswords.Add(new() { MeetingId = meetingId, ProtectedPassword = hidden, ChangedAt = time.GetUtcNow() });
        }
    }

    private async Task IssueAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        var known = await db.MeetingPasses
            .Where(pass => pass.MeetingId == meeting.Id && pass.RevokedAt == null && pass.AccountId == null).ToListAsync(cancellation);
        var sites = meeting.Sites.ToDictionary(site => site.SiteId);
        // Of sites that do not take part any more, and of a chair that has changed.
        foreach (var gone in known.Where(pass => pass.SiteId is { } site ? !sites.ContainsKey(site)
            : pass.Capacity == Capacity.Chair && pass.IssuedBy == MeetingActor.System.Name && pass.Name != meeting.ChairName))
        {
            (gone.RevokedAt, gone.RevokedBy) = (time.GetUtcNow(), MeetingActor.System.Name);
        }

        var have = known.Where(pass => pass.Capacity == Capacity.Site && pass.RevokedAt is null).Select(pass => pass.SiteId).ToHashSet();
        db.MeetingPasses.AddRange(meeting.Sites.Where(site => !have.Contains(site.SiteId))
            .Select(site => New(meeting.Id, Capacity.Site, MeetingActor.System.Name, site.SiteId)));
        if (meeting.ChairName is { } chair && !known.Exists(pass => pass.Capacity == Capacity.Chair && pass.Name == chair && pass.RevokedAt is null))
        {
            db.MeetingPasses.Add(New(meeting.Id, Capacity.Chair, MeetingActor.System.Name, name: chair, position: meeting.ChairPosition));
        }

        if (!await db.MeetingPasswords.AnyAsync(password => password.MeetingId == meeting.Id, cancellation))
        {
            await RenewPasswordAsync(db, meeting.Id, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }
}
