namespace DiemCau.Bench.Lists;

/// <summary>
/// A year's journal of a province, written straight into the database month by month: mostly what happens in conferences, in which the sites
/// of many units come and go, besides sign-ins and the steps of meetings.
/// </summary>
internal static class LargeJournal
{
    private const int Months = 12;

    public static IEnumerable<string> Statements(int lines) =>
    [
        $"select journal_add_month((now() - n * interval '1 month')::date) from generate_series(0, {Months}) n",
        "create temp table known_units as select row_number() over (order by id) - 1 as n, id, name from units",
        "create temp table known_meetings as select row_number() over (order by id) - 1 as n, id, unit_id from meetings",
        "create temp table known_accounts as select row_number() over (order by id) - 1 as n, id, email from accounts",
        .. Enumerable.Range(0, Months).Select(month => Month(month, lines / Months)),
        "vacuum analyze journal",
    ];

    private static string Month(int before, int lines) =>
        $"""
        insert into journal (id, at, severity, action, actor_id, actor, meeting_id, conference_id, site_id, unit_id, participant_id, subject, detail, address)
        select gen_random_uuid(), now() - {before} * interval '30 days' - line.n * interval '30 days' / {lines},
          case when line.n % 50 = 0 then 'Warning' when line.n % 5000 = 1 then 'Serious' else 'Info' end,
          case when line.n % 12 = 0 then 'account.signed_in' when line.n % 37 = 0 then 'meeting.approve' when line.n % 41 = 0 then 'checklist.done'
            when line.n % 9973 = 0 then 'role.given'
            else (array['conference.joined', 'conference.left', 'conference.floor_given', 'conference.muted', 'conference.podium_set'])[1 + line.n % 5] end,
          case when line.n % 12 = 0 then account.id end, case when line.n % 12 = 0 then account.email end,
          case when line.n % 12 > 0 then meeting.id end, case when line.n % 12 > 0 then meeting.id end, case when line.n % 12 > 0 then unit.id end,
          unit.id, case when line.n % 12 > 0 then gen_random_uuid() end, unit.name, jsonb_build_object('by', 'Văn phòng ' || line.n % 500), '10.1.' || line.n % 250 || '.7'
        from generate_series(1, {lines}) line (n)
        join known_units unit on unit.n = (line.n::bigint * 7919 + {before}) % (select count(*) from known_units)
        join known_meetings meeting on meeting.n = (line.n::bigint * 104729 + {before}) % (select count(*) from known_meetings)
        join known_accounts account on account.n = line.n % (select count(*) from known_accounts)
        """;

    /// <summary>What people ask of it, for whoever may read it: what is common, what is rare and what is not there.</summary>
    public static IReadOnlyList<(string Name, string Path)> Lists(string unit, string meeting, string older) =>
    [
        ("journal: newest", "/api/journal"),
        ("journal: a page far back", $"/api/journal?after={older}"),
        ("journal: of a meeting", $"/api/journal?meetingId={meeting}"),
        ("journal: of a unit", $"/api/journal?unitId={unit}"),
        ("journal: of an area", "/api/journal?action=conference"),
        ("journal: a rare action", "/api/journal?action=role.given"),
        ("journal: an action that never was", "/api/journal?action=secrecy"),
        ("journal: warnings", "/api/journal?severity=warning"),
        ("journal: serious ones", "/api/journal?severity=serious"),
        ("journal: words of thousands", "/api/journal?text=van%20phong"),
        ("journal: words of few", "/api/journal?text=xa%20so%204321"),
        ("journal: words of nobody", "/api/journal?text=khongcochunay"),
        ("journal: a commune's warnings of a month", $"/api/journal?unitId={unit}&severity=warning&from={DateTime.UnixEpoch:O}"),
        ("journal: strangers", "/api/journal/strangers"),
    ];
}
