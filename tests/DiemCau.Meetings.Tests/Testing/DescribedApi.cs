using System.Text.Json.Nodes;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>The API as <c>docs/openapi.json</c> describes it, with a request for each operation that its schema allows.</summary>
internal sealed class DescribedApi
{
    private const int MostDepth = 6;

    private readonly JsonNode _document;

    private DescribedApi(JsonNode document) => _document = document;

    public static DescribedApi Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "openapi.json")))
        {
            folder = folder.Parent;
        }

        return new(JsonNode.Parse(File.ReadAllText(Path.Combine(folder!.FullName, "docs", "openapi.json")))!);
    }

    public IEnumerable<Operation> Operations =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject
        select new Operation(
            new(operation.Key.ToUpperInvariant()), path.Key,
            [.. (operation.Value!["parameters"]?.AsArray() ?? []).Select(parameter => new Parameter(
                (string)parameter!["name"]!, (string)parameter["in"]! == "path", (string?)parameter["schema"]!["format"], (string?)Type(parameter["schema"]!)))],
            operation.Value!["requestBody"]?["content"] is not JsonObject content ? null : content.First().Key,
            operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]);

    /// <summary>A body that the schema allows, with everything in it that may be.</summary>
    /// <param name="leaves">Each text, day and word of it: the way to it, and of what kind it is.</param>
    public JsonNode? Sample(JsonNode schema, List<Leaf> leaves) => Sample(schema, "", leaves, 0);

    private JsonNode? Sample(JsonNode schema, string way, List<Leaf> leaves, int depth)
    {
        schema = Resolved(schema);
        if (schema["enum"]?.AsArray().FirstOrDefault(value => value is not null) is { } word)
        {
            leaves.Add(new(way, "enum"));
            return word.DeepClone();
        }

        switch (Type(schema))
        {
            case "object":
                var sample = new JsonObject();
                foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
                {
                    if (depth < MostDepth)
                    {
                        sample[name] = Sample(property!, way.Length == 0 ? name : $"{way}.{name}", leaves, depth + 1);
                    }
                }

                return sample;
            case "array":
                return depth < MostDepth ? new JsonArray(Sample(schema["items"]!, $"{way}[0]", leaves, depth + 1)) : new JsonArray();
            case "boolean":
                return false;
            case "integer" or "number":
                return 1;
            default:
                var format = (string?)schema["format"] ?? "text";
                leaves.Add(new(way, format));
                return format switch
                {
                    "uuid" => Guid.NewGuid().ToString(),
                    "date" => "2026-12-01",
                    "date-time" => "2026-12-01T01:00:00Z",
                    "time" => "08:00:00",
                    _ => "Họp",
                };
        }
    }

    private JsonNode Resolved(JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            return Resolved(choices.First(choice => choice!["$ref"] is not null || (string?)choice["type"] != "null")!);
        }

        return (string?)schema["$ref"] is { } reference ? Resolved(_document["components"]!["schemas"]![reference.Split('/')[^1]]!) : schema;
    }

    private static string? Type(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => (string?)types.First(type => (string?)type != "null"),
        { } type => (string?)type,
        null => schema["properties"] is null ? null : "object",
    };

    /// <param name="Body">Its media type; null: none.</param>
    internal sealed record Operation(HttpMethod Method, string Path, IReadOnlyList<Parameter> Parameters, string? Body, JsonNode? Schema)
    {
        public override string ToString() => $"{Method} {Path}";

        /// <param name="of">What stands for a parameter; null: something that fits.</param>
        public string Address(Func<Parameter, string?> of)
        {
            var path = Path;
            foreach (var parameter in Parameters.Where(parameter => parameter.IsInPath))
            {
                path = path.Replace($"{{{parameter.Name}}}", of(parameter) ?? parameter.Sample, StringComparison.Ordinal);
            }

            var query = Parameters.Where(parameter => !parameter.IsInPath).Select(parameter => (parameter.Name, Value: of(parameter)))
                .Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={parameter.Value}").ToList();
            return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        }
    }

    internal sealed record Parameter(string Name, bool IsInPath, string? Format, string? Type)
    {
        public bool IsText => Type is "string" && Format is null;

        public string Sample => (Format, Type) switch
        {
            ("uuid", _) => Guid.NewGuid().ToString(),
            ("date", _) => "2026-12-01",
            (_, "integer") => "2026",
            _ => "chu",
        };
    }

    /// <param name="Kind">text, enum, or the format of the schema.</param>
    internal sealed record Leaf(string Way, string Kind)
    {
        /// <summary>The name of the member that it is, or is in.</summary>
        public string Member => Way.Split('.')[^1].Split('[')[0];
    }
}
