using DiemCau.Meetings.Sites;

namespace DiemCau.Meetings.TechnicalCheck.Items;

/// <summary>Which items a site has to pass, from what it says of itself and from its part in the meeting.</summary>
internal sealed class ItemNeeds
{
    private readonly ItemNeed[] _needs;

    private ItemNeeds(ItemNeed[] needs) => _needs = needs;

    public static IReadOnlyList<CheckItem> All { get; } = Enum.GetValues<CheckItem>();

    public ItemNeed this[CheckItem item] => _needs[(int)item];

    /// <param name="isOnPodium">The main site, or one that has something to say in the script: everybody sees and hears it.</param>
    public static ItemNeeds Of(SiteDescription? description, bool isOnPodium)
    {
        var onPodium = isOnPodium ? ItemNeed.Required : ItemNeed.Voluntary;
        return new([.. All.Select(item => item switch
        {
            // Whoever only listens has nothing to present, and is seen among many.
            CheckItem.Presentation or CheckItem.Light => onPodium,
            CheckItem.CameraPositions => isOnPodium ? ItemNeed.Required : ItemNeed.None,
            CheckItem.BackupLine => HasBackup(description) ? ItemNeed.Required : ItemNeed.None,
            // A speaker-microphone on the table is fed by its cable. Who has not said what it has is asked.
            CheckItem.MicrophoneBatteries => description?.Sound == RoomSound.SpeakerMicrophone ? ItemNeed.None : ItemNeed.Required,
            _ => ItemNeed.Required,
        })]);
    }

    /// <summary>Any failed: not passed. All that are required passed: passed. Otherwise it is not checked, however much of it is.</summary>
    public CheckResult ResultOf(Func<CheckItem, CheckResult> result) =>
        All.Any(item => result(item) == CheckResult.Failed) ? CheckResult.Failed
        : All.All(item => this[item] != ItemNeed.Required || result(item) == CheckResult.Passed) ? CheckResult.Passed
        : CheckResult.NotChecked;

    /// <summary>A line named as such, or the Internet beside the dedicated one.</summary>
    private static bool HasBackup(SiteDescription? description) => description?.Lines is { } lines
        && lines.Any(line => line.Kind is LineKind.Backup or LineKind.Mobile
            || (line.Kind == LineKind.Internet && lines.Any(other => other.Kind == LineKind.Slcd)));
}
