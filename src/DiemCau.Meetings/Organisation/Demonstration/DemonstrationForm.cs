using DiemCau.Meetings.Access;
namespace DiemCau.Meetings.Organisation.Demonstration;

/// <summary>How a province is divided.</summary>
public enum DemonstrationForm
{
    /// <summary>As until 30 June 2025: 15 districts and 184 communes, the size of Đắk Lắk in 2021.</summary>
    ThreeLevel,

    /// <summary>As since 1 July 2025: 102 communes, in 17 groups that are checked together.</summary>
    TwoLevel,
}

/// <summary>An office of a demonstration province.</summary>
/// <param name="Code">Finds it again when the command is run once more; the head of its mailbox's address.</param>
/// <param name="Roles">What its account is, and for which unit (by code) if not its own.</param>
internal sealed record DemonstrationOffice(string Code, string Name, string? Parent, UnitKind Kind, params IReadOnlyList<(Role Role, string? Unit)> Roles);

internal static class DemonstrationOffices
{
    private const int Districts = 15;
    private const int CommunesOfDistricts = 184;
    private const int Groups = 17;
    private const int CommunesOfGroup = 6;

    public static IReadOnlyList<DemonstrationOffice> Of(DemonstrationForm form) =>
        [.. form == DemonstrationForm.ThreeLevel ? ThreeLevel("t3") : TwoLevel("t2")];

    private static IEnumerable<DemonstrationOffice> ThreeLevel(string top)
    {
        foreach (var office in Province(top, "UBND tỉnh Mẫu (ba cấp)"))
        {
            yield return office;
        }

        var commune = 0;
        for (var i = 0; i < Districts; i++)
        {
            var code = $"{top}-h{i + 1:00}";
            // The capital, a town, and rural districts.
            var name = i switch { 0 => "UBND thành phố", 1 => "UBND thị xã", _ => "UBND huyện" };
            yield return new(code, $"{name} {DemonstrationNames.Of(300 + i)}", top, UnitKind.Authority, (Role.IntermediateOperator, null));
            yield return new($"{code}-vp", "Văn phòng HĐND và UBND", code, UnitKind.Office, (Role.Secretary, code));
            var last = CommunesOfDistricts * (i + 1) / Districts;
            for (var isFirst = true; commune < last; commune++, isFirst = false)
            {
                var kind = i < 2 ? "UBND phường" : isFirst ? "UBND thị trấn" : "UBND xã";
                yield return new($"{top}-x{commune + 1:000}", $"{kind} {DemonstrationNames.Of(commune)}", code, UnitKind.Authority);
            }
        }
    }

    private static IEnumerable<DemonstrationOffice> TwoLevel(string top)
    {
        foreach (var office in Province(top, "UBND tỉnh Mẫu (hai cấp)"))
        {
            yield return office;
        }

        for (var group = 0; group < Groups; group++)
        {
            var code = $"{top}-c{group + 1:00}";
            yield return new(code, $"Cụm {group + 1}", top, UnitKind.Group, (Role.IntermediateOperator, null));
            for (var i = 0; i < CommunesOfGroup; i++)
            {
                var commune = (group * CommunesOfGroup) + i;
                var kind = commune % CommunesOfGroup == 0 && group % 3 == 0 ? "UBND phường" : "UBND xã";
                yield return new($"{top}-x{commune + 1:000}", $"{kind} {DemonstrationNames.Of(commune)}", code, UnitKind.Authority);
            }
        }
    }

    private static IEnumerable<DemonstrationOffice> Province(string top, string name) =>
    [
        new(top, name, null, UnitKind.Authority, (Role.Chair, null)),
        new($"{top}-vp", "Văn phòng UBND tỉnh", top, UnitKind.Office, (Role.ApprovingOfficer, top), (Role.Secretary, top)),
        new($"{top}-cntt", "Trung tâm Công nghệ thông tin", top, UnitKind.Office, (Role.McuOperator, top)),
        new($"{top}-tt", "Thanh tra tỉnh", top, UnitKind.Office, (Role.Auditor, top)),
        new($"{top}-snv", "Sở Nội vụ", top, UnitKind.Office),
        new($"{top}-syt", "Sở Y tế", top, UnitKind.Office),
        new($"{top}-sgd", "Sở Giáo dục và Đào tạo", top, UnitKind.Office),
        new($"{top}-snn", "Sở Nông nghiệp và Môi trường", top, UnitKind.Office),
        new($"{top}-stc", "Sở Tài chính", top, UnitKind.Office),
        new($"{top}-skh", "Sở Khoa học và Công nghệ", top, UnitKind.Office),
        new($"{top}-ncc", "Đơn vị cung cấp đường truyền", top, UnitKind.Office, (Role.Vendor, top)),
    ];
}
