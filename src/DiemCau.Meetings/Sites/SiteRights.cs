using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Sites;

/// <summary>Who keeps and who oversees which sites: the unit keeps its own, an administrator keeps and oversees all.</summary>
internal static class SiteRights
{
    public static bool MayKeep(SignedInAccount account, Guid unitId) => account.IsAdministrator || account.UnitId == unitId;

    /// <summary>Whether changes by others are news to the account.</summary>
    public static bool Oversees(SignedInAccount account) => account.IsAdministrator;

    /// <summary>The sites that the account keeps.</summary>
    public static IQueryable<Site> KeptBy(this IQueryable<Site> sites, SignedInAccount account) =>
        account.IsAdministrator ? sites : sites.Where(site => site.UnitId == account.UnitId);
}
