using DiemCau.Meetings.Access;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Sites;

/// <summary>Who keeps and who oversees the sites of which units.</summary>
internal static class SiteRights
{
    /// <summary>The units whose sites the account keeps.</summary>
    public static IQueryable<Guid> KeptBy(DiemCauDb db, Guid accountId) => Rights.UnitsWhere(db, accountId, Permission.EditSites);

    /// <summary>The units about whose sites changes are news to the account: it approves what is planned with them.</summary>
    public static IQueryable<Guid> OverseenBy(DiemCauDb db, Guid accountId) => Rights.UnitsWhere(db, accountId, Permission.ApproveMeetings);
}
