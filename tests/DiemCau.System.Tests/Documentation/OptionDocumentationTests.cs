using DiemCau.Server.Configuration;

namespace DiemCau.System.Tests.Documentation;

public sealed class OptionDocumentationTests
{
    [Fact]
    public void Every_option_is_in_the_documentation_as_the_program_has_it()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs/operations/configuration.md"));
        var missing = Option.All.Select(Row).Where(row => !lines.Contains(row)).ToList();
        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void Every_field_of_the_table_of_options_is_in_its_list()
    {
        var fields = typeof(Option).GetFields().Where(field => field.FieldType == typeof(Option)).Select(field => field.GetValue(null));
        Assert.Equal(fields.Cast<Option>().OrderBy(option => option.Key), Option.All.OrderBy(option => option.Key));
    }

    private static string Row(Option option) =>
        $"| `{option.Variable}` | `{option.Key}` | {(option.Default.Length > 0 ? $"`{option.Default}`" : "")} | {option.Meaning.English} |";
}
