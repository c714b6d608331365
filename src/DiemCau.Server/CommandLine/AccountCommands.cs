using System.CommandLine;
using DiemCau.Meetings.Accounts.Administration;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau admin create</c>, <c>diemcau account list</c> and <c>diemcau account confirm-unit</c>.</summary>
internal static class AccountCommands
{
    public static Command CreateAdmin()
    {
        var email = new Option<string>("--email") { Description = "Hộp thư của quản trị viên. / The administrator's mailbox.", Required = true };
        var password = new Option<string?>("--password")
        {
            Description = "Mật khẩu; nếu bỏ trống, in ra liên kết dùng một lần để đặt mật khẩu. / A password; without it, a link to choose one is printed.",
        };
        var create = new Command("create", "Tạo quản trị viên, hoặc trao quyền quản trị cho một tài khoản. / Make an administrator, or make one of an account.")
        {
            email,
            password,
        };
        create.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var (administrator, refusal) = await services.GetRequiredService<AccountsCommands>()
                .CreateAdministratorAsync(parsed.GetRequiredValue(email), parsed.GetValue(password), stop);
            if (refusal is not null)
            {
                return output.Refused(refusal);
            }

            return output.Done(administrator!, administrator!.Link is { } link
                ? $"{administrator.Email}: mở liên kết (dùng một lần) để đặt mật khẩu / open this link (works once) to choose a password:\n{link}"
                : $"{administrator.Email}: đã có quyền quản trị / is an administrator.");
        }, cancellation));
        return new Command("admin", "Quản trị viên. / Administrators.") { create };
    }

    public static Command CreateAccount()
    {
        var list = new Command("list", "Danh sách tài khoản. / List the accounts.");
        list.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var accounts = await services.GetRequiredService<AccountsCommands>().ListAsync(stop);
            return output.Done(accounts, string.Join('\n', accounts.Select(account =>
                $"{account.Email}\t{account.State}{(account.IsAdministrator ? "\tquản trị / administrator" : "")}\t{account.UnitName}")));
        }, cancellation));
        var email = new Option<string>("--email") { Description = "Hộp thư của tài khoản. / The account's mailbox.", Required = true };
        var confirm = new Command("confirm-unit", "Xác nhận đơn vị mà tài khoản đã khai. / Confirm the unit that an account names.") { email };
        confirm.SetAction((parsed, cancellation) => Installation.UseAsync(parsed, async (services, output, stop) =>
        {
            var (account, refusal) = await services.GetRequiredService<AccountsCommands>().ConfirmUnitAsync(parsed.GetRequiredValue(email), stop);
            return refusal is null ? output.Done(account!, $"{account!.Email}: {account.UnitName}") : output.Refused(refusal);
        }, cancellation));
        return new Command("account", "Tài khoản của các đơn vị. / The units' accounts.") { list, confirm };
    }
}
