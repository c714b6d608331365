namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// Who was asked to leave, by everything it could come back with: its seat, its account, its link or token, its browser. The browser of
/// somebody who may preside may be shared with a guest, so it bars nobody.
/// </summary>
internal sealed class Barred
{
    private readonly HashSet<Guid> _ids = [];
    private readonly HashSet<string> _browsers = [];

    /// <summary>Of participants, accounts and passes.</summary>
    public IReadOnlyCollection<Guid> Ids => _ids;

    public IReadOnlyCollection<string> Browsers => _browsers;

    public void Restore(IEnumerable<Guid> ids, IEnumerable<string> browsers)
    {
        _ids.UnionWith(ids);
        _browsers.UnionWith(browsers);
    }

    public void Add(Newcomer who)
    {
        _ids.Add(who.Id);
        if (who.MayPreside)
        {
            return;
        }

        if (who.AccountId is { } account)
        {
            _ids.Add(account);
        }

        if (who.PassId is { } pass)
        {
            _ids.Add(pass);
        }

        if (who.Browser is { } browser)
        {
            _browsers.Add(browser);
        }
    }

    public bool Contains(Newcomer who) =>
        _ids.Contains(who.Id)
        || (who.AccountId is { } account && _ids.Contains(account))
        || (who.PassId is { } pass && _ids.Contains(pass))
        || (who.Browser is { } browser && _browsers.Contains(browser));
}
