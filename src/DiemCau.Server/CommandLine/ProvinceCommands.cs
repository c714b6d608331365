using System.CommandLine;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation.Demonstration;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau province demo</c>: a province to try the system with.</summary>
internal static class ProvinceCommands
{
    private static readonly Dictionary<string, DemonstrationForm> Forms = new()
    {
        ["three-level"] = DemonstrationForm.ThreeLevel,
        ["two-level"] = DemonstrationForm.TwoLevel,
    };

    public static Command Create()
    {
        var form = new Option<string>("--form")
        {
            Required = true,
            Description = "three-level: 15 huyện, 184 xã; two-level: 102 xã trong 17 cụm. / 15 districts and 184 communes, or 102 communes in 17 groups.",
        };
        form.AcceptOnlyFromAmong([.. Forms.Keys]);
        var password = new Option<string?>("--password")
        {
            Description = "Mật khẩu chung cho các tài khoản mẫu; nếu bỏ trống, tài khoản chờ kích hoạt. / One password for all of its accounts; without it they wait for activation.",
        };
        var demo = new Command("demo", "Tạo một tỉnh mẫu: đơn vị, tài khoản, vai trò, điểm cầu. Chạy lại không tạo trùng. / Make a demonstration province with its sites; running it again adds only what is missing.")
        {
            form,
            password,
        };
        demo.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var passwords = services.GetRequiredService<Passwords>();
            var secret = parsed.GetValue(password);
            if (secret is not null && passwords.WeaknessOf(secret, "") is { } weakness)
            {
                return output.Refused(weakness);
            }

            var made = await services.GetRequiredService<DemonstrationProvince>()
                .MakeAsync(Forms[parsed.GetRequiredValue(form)], secret is null ? null : passwords.Hash(secret), stop);
            return made is null
                ? output.Refused(
                    "Hệ thống đã có đơn vị thật: tỉnh mẫu chỉ tạo trên hệ thống chưa có đơn vị nào.",
                    "There are real units already: a demonstration province is made on a new installation only.")
                : output.Done(
                    made,
                    $"{made.Province}: {made.Units} đơn vị, {made.Accounts} tài khoản, {made.Sites} điểm cầu mới / new units, new accounts, new sites.");
        }, cancellation));
        return new Command("province", "Tỉnh. / Provinces.") { demo };
    }
}
