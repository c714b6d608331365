namespace DiemCau.Server.Configuration;

/// <summary>Why an option's value cannot be used.</summary>
/// <param name="Value">What it was set to, for the administrator to find it again; never a password.</param>
internal sealed record OptionProblem(Option Option, string Value, Bilingual Reason)
{
    public static void Print(IEnumerable<OptionProblem> problems, TextWriter output)
    {
        output.WriteLine("DiemCau không khởi động được vì có tùy chọn chưa đúng. / DiemCau cannot start because of these options.");
        foreach (var problem in problems)
        {
            output.WriteLine($"  {problem.Option.Variable} = {problem.Value}");
            output.WriteLine($"    {problem.Reason.Vietnamese}");
            output.WriteLine($"    {problem.Reason.English}");
        }

        output.WriteLine("Tất cả tùy chọn: docs/operations/configuration.md / All options: docs/operations/configuration.md");
    }
}
