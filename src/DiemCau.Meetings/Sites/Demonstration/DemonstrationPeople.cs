namespace DiemCau.Meetings.Sites.Demonstration;

/// <summary>People who sound like people and are nobody: common names put together by number, and telephones that do not ring.</summary>
internal static class DemonstrationPeople
{
    private static readonly string[] Families =
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"];

    private static readonly (string Middle, string[] Given)[] Names =
    [
        ("Văn", ["Hùng", "Dũng", "Sơn", "Thắng", "Tuấn", "Quang", "Hải"]),
        ("Thị", ["Hoa", "Lan", "Hương", "Thủy", "Hạnh", "Nga", "Yến"]),
        ("Đức", ["Anh", "Minh", "Long", "Thành", "Trung", "Phúc", "Toàn"]),
        ("Thanh", ["Bình", "Hà", "Mai", "Tâm", "Tùng", "Vân", "Xuân"]),
        ("Quốc", ["Bảo", "Cường", "Huy", "Khánh", "Việt", "Vinh", "Đạt"]),
    ];

    /// <summary>Steps without a common divisor with how many there are, so that neighbours have no name in common.</summary>
    public static string NameOf(int number)
    {
        var (middle, given) = Names[number * 2 % Names.Length];
        return $"{Families[number * 5 % Families.Length]} {middle} {given[number * 3 % given.Length]}";
    }

    /// <summary>Ten digits as mobile numbers have, but none begins with 01 (03, 05, 07, 08 and 09 do): whoever tries it rings up nobody.</summary>
    public static string PhoneOf(int number) => $"01{number % 90 + 10:00} {number * 37 % 1000:000} {number * 101 % 1000:000}";

    public static SiteContact Leader(int number, string position) => new(null, ContactRole.Leader, NameOf(number), position, PhoneOf(number));

    public static SiteContact Technician(int number, string position) =>
        new(null, ContactRole.Technician, NameOf(number), position, PhoneOf(number), PhoneOf(number));
}
