namespace DiemCau.Bench.Lists;

/// <summary>
/// Years of meetings of a large organisation, written straight into the database: through the forms it would take an hour. Sites for all
/// units; meetings on working days around today, small ones, those of a district with its communes, and some of two hundred sites.
/// </summary>
internal static class LargeSchedule
{
    /// <summary>Whose pages are asked for besides the administrator's: a district's operator and a commune's clerk.</summary>
    public const string DistrictUnit = "H7";
    public const string CommuneUnit = "X7";

    /// <summary>In an order in which each finds what it needs. <c>{0}</c>: how many meetings.</summary>
    public static IEnumerable<string> Statements(int meetings, string districtAccount, string communeAccount) =>
    [
        """
        insert into sites (id, unit_id, name, place, valid_from, created_at, description, completeness, version, changed_at, changed_by)
        select gen_random_uuid(), id, 'Phòng họp trực tuyến', 'Tầng 2, trụ sở ' || name, current_date - 30, now(), '{}', 40, 1, now(), gen_random_uuid()
        from units where not exists (select from sites where sites.unit_id = units.id)
        """,
        $"""
        create temp table planned as
        select gen_random_uuid() as id, n, case
            when n % 200 = 0 then 'province' when n % 20 = 0 then 'district' else 'small' end as size,
          -- Ten years' worth would be one or two a day; here a province has forty on each working day, a year around today.
          date_trunc('day', now()) + ((n * 7919 % {meetings}) - {meetings} * 0.6)::integer / 28 * interval '1 day'
            + interval '1 hour' * (1 + n % 9) as starts_at
        from generate_series(1, {meetings}) n
        """,
        """
        create temp table held as
        select planned.*, units.id as unit_id, row_number() over (order by planned.starts_at) as number
        from planned
        join (select id, row_number() over (order by code) - 1 as place, count(*) over () as count from units) units
          on units.place = planned.n * 37 % units.count
        """,
        """
        insert into meetings (id, unit_id, created_at, changed_at, version, stage, kind, title, purpose, starts_at, ends_at, chair_name, chair_position,
          priority, is_state_secret, site_count)
        select id, unit_id, starts_at - interval '9 days', least(starts_at, now()) - interval '2 hours', 4,
          case when n % 97 = 0 then 'Cancelled' when starts_at < now() then 'Summarised'
            when starts_at < now() + interval '1 day' then 'Ready' when starts_at < now() + interval '7 days' then 'Preparing'
            when starts_at < now() + interval '30 days' and n % 11 = 0 then 'PendingApproval' when n % 13 = 0 then 'Returned'
            when n % 17 = 0 then 'Draft'
            when starts_at < now() + interval '30 days' then 'Notified' else 'Approved' end,
          case when n % 23 = 0 then 'AdHoc' when n % 41 = 0 then 'Outside' else 'Planned' end,
          (array['Hội nghị trực tuyến', 'Giao ban tuần', 'Họp triển khai', 'Tập huấn', 'Hội nghị tổng kết'])[1 + n % 5] || ' số ' || n || ' về công tác chỉ đạo, điều hành',
          'Đánh giá kết quả và triển khai nhiệm vụ', starts_at, starts_at + interval '2 hours', 'Nguyễn Văn ' || n % 50, 'Phó Chủ tịch', 'Other', false, 1
        from held
        """,
        // The main site is the registering unit's own; members are communes of one district, the district of a commune, or many.
        """
        insert into meeting_sites (meeting_id, site_id, unit_id, role, position, name, place)
        select held.id, sites.id, sites.unit_id, 'Main', 0, units.name, sites.place
        from held join sites on sites.unit_id = held.unit_id join units on units.id = held.unit_id
        on conflict do nothing
        """,
        """
        insert into meeting_sites (meeting_id, site_id, unit_id, role, position, name, place)
        select held.id, member.site_id, member.unit_id, 'Member', member.place, member.name, member.hall
        from held
        cross join lateral (
          select sites.id as site_id, units.id as unit_id, units.name, sites.place as hall, row_number() over (order by hashtext(units.code || held.n)) as place
          from units join sites on sites.unit_id = units.id
          where units.id <> held.unit_id and units.parent_id = (
            select id from units where code = 'H' || held.n / 7 % (select count(*) from units where code ~ '^H[0-9]+$'))
          order by hashtext(units.code || held.n) limit case held.size when 'small' then 10 else 98 end) member
        on conflict do nothing
        """,
        """
        insert into meeting_sites (meeting_id, site_id, unit_id, role, position, name, place)
        select held.id, member.site_id, member.unit_id, 'Member', 100 + member.place, member.name, member.hall
        from held
        cross join lateral (
          select sites.id as site_id, units.id as unit_id, units.name, sites.place as hall, row_number() over (order by units.code) as place
          from units join sites on sites.unit_id = units.id where units.code ~ '^H[0-9]+$' or units.code like 'X1__') member
        where held.size = 'province'
        on conflict do nothing
        """,
        "update meetings set site_count = (select count(*) from meeting_sites where meeting_id = meetings.id)",
        """
        insert into stage_passages (id, meeting_id, verb, "from", "to", at, by_name)
        select gen_random_uuid(), id, step.verb, step.f, step.t, starts_at - step.before, 'Văn phòng'
        from meetings, (values ('Submit', 'Draft', 'PendingApproval', interval '8 days'), ('Approve', 'PendingApproval', 'Approved', interval '7 days'),
          ('Notify', 'Approved', 'Notified', interval '6 days')) step (verb, f, t, before)
        where stage not in ('Draft') and (stage not in ('PendingApproval', 'Returned') or step.verb = 'Submit')
        """,
        """
        insert into site_bookings (site_id, meeting_id, starts_at, ends_at, is_firm)
        select site_id, meeting_id, starts_at, ends_at, false from meeting_sites join meetings on meetings.id = meeting_id
        where starts_at > now() and stage not in ('Draft', 'Returned', 'Cancelled')
        """,
        "alter table allocations disable trigger allocations_fit",
        """
        insert into allocations (meeting_id, node_id, starts_at, ends_at, ports, streams, mbps, created_at)
        select id, (select id from media_nodes order by name limit 1), starts_at, ends_at, site_count, site_count, site_count, created_at
        from meetings where starts_at > now() and stage in ('Approved', 'Notified', 'Preparing', 'Ready')
        """,
        "alter table allocations enable trigger allocations_fit",
        $"""
        update accounts set unit_id = (select id from units where code = '{CommuneUnit}') where email = '{communeAccount}'
        """,
        $"""
        update accounts set unit_id = (select id from units where code = '{DistrictUnit}') where email = '{districtAccount}'
        """,
        $"""
        insert into role_assignments (id, account_id, role, unit_id, given_at)
        select gen_random_uuid(), accounts.id, 'IntermediateOperator', units.id, now() from accounts, units
        where email = '{districtAccount}' and code = '{DistrictUnit}'
        """,
        "analyze",
    ];
}
