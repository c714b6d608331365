using System.Linq.Expressions;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Access;

/// <summary>Which unit a request is about: where an endpoint's rule looks for the permission.</summary>
public abstract record UnitOf
{
    private UnitOf()
    {
    }

    /// <summary>The installation itself, above every unit.</summary>
    public static UnitOf Whole { get; } = new Everything();

    /// <summary>Any unit will do.</summary>
    public static UnitOf Anywhere { get; } = new AnyUnit();

    /// <summary>The route holds the unit's own id.</summary>
    public static UnitOf Route(string parameter = "id") => new InRoute(parameter);

    /// <summary>The route holds the id of a row that belongs to a unit.</summary>
    /// <param name="unit">The row's unit; null counts as the whole installation.</param>
    /// <param name="meeting">Of a row that belongs to a meeting: which; it is then asked whether the reader may know of that.</param>
    public static UnitOf Row<T>(Expression<Func<T, Guid?>> unit, string parameter = "id", Expression<Func<T, Guid>>? meeting = null)
        where T : class => new OfRow<T>(unit, parameter, meeting);

    /// <summary>The route holds the id of something that several units take part in; the permission in one of them is enough.</summary>
    /// <param name="units">The units of the thing with this id; none: there is no such thing.</param>
    public static UnitOf RowOfMany<T>(Func<DiemCauDb, Guid, IQueryable<Guid>> units, string parameter = "id")
        where T : class => new OfMany<T>(units, parameter);

    /// <summary>The request's body names the unit; null in it counts as the whole installation.</summary>
    public static UnitOf InBody<T>(Func<T, Guid?> unit)
        where T : class => InBody<T>((body, _) => unit(body));

    /// <summary>The same where the account's own unit is meant when none is named.</summary>
    public static UnitOf InBody<T>(Func<T, SignedInAccount, Guid?> unit)
        where T : class => new Body(typeof(T), (body, account) => unit((T)body, account));

    public sealed record Everything : UnitOf;

    public sealed record AnyUnit : UnitOf;

    public sealed record InRoute(string Parameter) : UnitOf;

    /// <summary>Only known when the body has been read: until then the permission anywhere lets a request in.</summary>
    public sealed record Body(Type Type, Func<object, SignedInAccount, Guid?> Unit) : UnitOf;

    /// <summary>A row that the route names.</summary>
    public abstract record InDatabase(Type Type, string Parameter) : UnitOf
    {
        /// <returns>Empty: there is no such row.</returns>
        public abstract Task<IReadOnlyList<Guid>> UnitsAsync(DiemCauDb db, Guid id, CancellationToken cancellation);

        /// <summary>The meeting that the row is, or belongs to; null: none.</summary>
        public virtual Task<Guid?> MeetingAsync(DiemCauDb db, Guid id, CancellationToken cancellation) =>
            Task.FromResult<Guid?>(Type == typeof(Meeting) ? id : null);
    }

    private sealed record OfRow<T>(Expression<Func<T, Guid?>> Unit, string Parameter, Expression<Func<T, Guid>>? Meeting)
        : InDatabase(typeof(T), Parameter)
        where T : class
    {
        public override async Task<IReadOnlyList<Guid>> UnitsAsync(DiemCauDb db, Guid id, CancellationToken cancellation) =>
            [.. (await db.Set<T>().Where(row => EF.Property<Guid>(row, "Id") == id).Select(Unit).ToListAsync(cancellation))
                .Select(unit => unit ?? Organisation.Unit.Whole)];

        public override async Task<Guid?> MeetingAsync(DiemCauDb db, Guid id, CancellationToken cancellation) => Meeting is null
            ? await base.MeetingAsync(db, id, cancellation)
            : (await db.Set<T>().Where(row => EF.Property<Guid>(row, "Id") == id).Select(Meeting).ToListAsync(cancellation)).Cast<Guid?>().SingleOrDefault();
    }

    private sealed record OfMany<T>(Func<DiemCauDb, Guid, IQueryable<Guid>> Units, string Parameter) : InDatabase(typeof(T), Parameter)
        where T : class
    {
        public override async Task<IReadOnlyList<Guid>> UnitsAsync(DiemCauDb db, Guid id, CancellationToken cancellation) =>
            await Units(db, id).Distinct().ToListAsync(cancellation);
    }

    /// <summary>The route's id; null when it holds none.</summary>
    internal static Guid? IdIn(HttpContext http, string parameter) =>
        Guid.TryParse(http.Request.RouteValues[parameter]?.ToString(), out var id) ? id : null;
}
