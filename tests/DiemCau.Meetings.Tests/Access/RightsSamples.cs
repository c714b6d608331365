using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Kiosks;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Organisation.Tree;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Registration;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Support;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Access;

/// <summary>
/// What the test of every endpoint's rule needs to know of the things that rules name: how to make one that belongs to a unit. A rule
/// with <c>UnitOf.Row</c> or <c>UnitOf.InBody</c> of a new type adds a line here.
/// </summary>
internal static class RightsSamples
{
    /// <summary>Rows by their type: made in a unit, answered by their id.</summary>
    public static Dictionary<Type, Func<TestInstallation, Guid, Task<Guid>>> Rows { get; } = new()
    {
        [typeof(Unit)] = (installation, unit) => installation.Unit($"Thử {Guid.NewGuid():N}", unit, UnitKind.Office),
        [typeof(Account)] = async (installation, unit) =>
        {
            var account = Account.Register($"{Guid.NewGuid():N}@tinh.gov.vn", installation.Time.GetUtcNow());
            account.BelongTo(unit);
            await installation.Change(db => db.Add(account));
            return account.Id;
        },
        [typeof(Meeting)] = (installation, unit) => installation.QueryAsync(async db =>
        {
            var meeting = Meeting.Draft(unit, MeetingActor.System, installation.Time.GetUtcNow());
            db.Meetings.Add(meeting);
            await db.SaveChangesAsync();
            return meeting.Id;
        }),
        [typeof(Site)] = async (installation, unit) =>
        {
            var site = new Site { Id = Guid.NewGuid(), UnitId = unit, Name = $"Thử {Guid.NewGuid():N}", Place = "" };
            await installation.Change(db => db.Add(site));
            return site.Id;
        },
        [typeof(Meeting)] = async (installation, unit) =>
        {
            var meeting = Meeting.Draft(unit, MeetingActor.System, installation.Time.GetUtcNow());
            await installation.Change(db => db.Add(meeting));
            return meeting.Id;
        },
        [typeof(NoticeCopy)] = async (installation, unit) =>
        {
            var (now, meeting) = (installation.Time.GetUtcNow(), await Rows![typeof(Meeting)](installation, unit));
            var notice = new Notice { Id = Guid.NewGuid(), MeetingId = meeting, IssuerId = unit, Scope = NoticeScope.Session, Version = 1, Edition = 1 };
            var copy = new NoticeCopy
            {
                Id = Guid.NewGuid(), NoticeId = notice.Id, MeetingId = meeting, SiteId = Guid.NewGuid(), UnitId = unit, SiteName = "", Part = new([], []),
            };
            copy.Send(1, NoticeKind.Issued, now);
            await installation.Change(db => db.AddRange(notice, copy));
            return copy.Id;
        },
        [typeof(RoomRequest)] = async (installation, unit) =>
        {
            var request = new RoomRequest
            {
                Id = Guid.NewGuid(), UnitId = unit, AccountId = await Rows![typeof(Account)](installation, unit), Name = "Họp", Reason = "Thử",
            };
            await installation.Change(db => db.Add(request));
            return request.Id;
        },
        [typeof(HelpRequest)] = async (installation, unit) =>
        {
            var site = await Rows![typeof(Site)](installation, unit);
            var kiosk = new Kiosk { Id = Guid.NewGuid(), SiteId = site, Name = "Máy", PairedBy = "Thử" };
            var request = new HelpRequest { Id = Guid.NewGuid(), SiteId = site, UnitId = unit, KioskId = kiosk.Id, AskedBy = "Máy" };
            await installation.Change(db => db.Add(kiosk));
            await installation.Change(db => db.Add(request));
            return request.Id;
        },
        [typeof(SiteGroup)] = async (installation, unit) =>
        {
            var group = new SiteGroup { Id = Guid.NewGuid(), UnitId = unit, Name = $"Thử {Guid.NewGuid():N}", SiteIds = [] };
            await installation.Change(db => db.Add(group));
            return group.Id;
        },
        [typeof(ConferenceTemplate)] = async (installation, unit) =>
        {
            var template = new ConferenceTemplate { Id = Guid.NewGuid(), UnitId = unit, Name = $"Thử {Guid.NewGuid():N}" };
            await installation.Change(db => db.Add(template));
            return template.Id;
        },
        [typeof(MeetingTemplate)] = async (installation, unit) =>
        {
            var template = new MeetingTemplate { Id = Guid.NewGuid(), UnitId = unit, Name = $"Thử {Guid.NewGuid():N}", Form = new() };
            await installation.Change(db => db.Add(template));
            return template.Id;
        },
    };

    /// <summary>Requests by the type of their body: about a unit, as JSON.</summary>
    public static Dictionary<Type, Func<Guid, object>> Bodies { get; } = new()
    {
        [typeof(UnitFields)] = unit => new { name = $"Thử {Guid.NewGuid():N}", parentId = unit },
        [typeof(AccountAdministration.AccountInvitation)] = unit => new { email = $"{Guid.NewGuid():N}@tinh.gov.vn", unitId = unit },
        [typeof(ConferenceTemplateFields)] = unit => new
        {
            name = $"Thử {Guid.NewGuid():N}", mode = "discussion", layout = "grid", chairLayout = "grid", mutes = "open", isRecorded = false, unitId = unit,
        },
        [typeof(NewSite)] = unit => new { name = $"Thử {Guid.NewGuid():N}", unitId = unit },
    };
}
