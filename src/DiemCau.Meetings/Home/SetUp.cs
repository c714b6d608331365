using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Home;

/// <summary>What an administrator of a new installation has to do before units can work with it, and how far that is.</summary>
internal static class SetUp
{
    /// <summary>In the order in which they are done.</summary>
    internal enum SetUpTopic
    {
        /// <summary>Mails leave by a mail server.</summary>
        Mail,

        /// <summary>Others than this machine reach the address that links begin with.</summary>
        Address,

        /// <summary>Browsers can believe the certificate.</summary>
        Certificate,

        /// <summary>The reader's own account.</summary>
        SecondFactor,

        /// <summary>Mail domains that may register.</summary>
        MailDomains,

        Units,

        Sites,

        /// <summary>Address ranges by which a site's line class is known (SLCD).</summary>
        Networks,

        /// <summary>How many sites the media nodes carry at once, as measured.</summary>
        Capacity,
    }

    /// <param name="Count">How many there are, where that says something.</param>
    internal sealed record SetUpStepView(SetUpTopic Topic, bool IsDone, int? Count);

    public static void Map(IEndpointRouteBuilder home) =>
        home.MapGet("/set-up", ShowAsync).WithName("GetSetUp").NeedsEverywhere(Permission.ManageInstallation);

    private static async Task<Ok<IReadOnlyList<SetUpStepView>>> ShowAsync(
        HttpContext http, DiemCauDb db, InstallationOptions installation, IServerCertificate certificate, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User).Id;
        var domains = await MailDomainRule.CountAsync(db, cancellation);
        var units = await db.Units.CountAsync(cancellation);
        var sites = await db.Sites.CountAsync(cancellation);
        var ranges = await db.NetworkRanges.CountAsync(cancellation);
        var measured = await db.MediaNodes.Where(node => node.InService && node.MeasuredAt != null).SumAsync(node => (int?)node.Ports, cancellation);
        return TypedResults.Ok<IReadOnlyList<SetUpStepView>>(
        [
            new(SetUpTopic.Mail, installation.MailServer is not null, null),
            new(SetUpTopic.Address, !installation.PublicAddress.IsLoopback, null),
            new(SetUpTopic.Certificate, !certificate.IsSelfSigned, null),
            new(SetUpTopic.SecondFactor, await db.AccountsWithSecondFactor.ContainsAsync(reader, cancellation), null),
            new(SetUpTopic.MailDomains, domains > 0, domains),
            new(SetUpTopic.Units, units > 1, units),
            new(SetUpTopic.Sites, sites > 0, sites),
            new(SetUpTopic.Networks, ranges > 0, ranges),
            new(SetUpTopic.Capacity, measured is not null, measured),
        ]);
    }
}
