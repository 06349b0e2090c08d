using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using IrqModel.Tool.Comparing;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Json;

/// <summary>
/// The JSON schemas of what the tool writes, made from the types that it writes. A test compares them with those that are published.
/// </summary>
public static class ToolSchema
{
    /// <summary>The schema of a machine: <c>docs/machine.schema.json</c>.</summary>
    public static string OfMachine() => Of(typeof(MachineDescription), "A machine, as 'irqmodel import --json' writes it.");

    /// <summary>The schema of runs: <c>docs/run.schema.json</c>.</summary>
    public static string OfRuns() => Of(typeof(RunDocument), "Runs, as 'irqmodel run --json' writes them.");

    /// <summary>The schema of a comparison: <c>docs/diff.schema.json</c>.</summary>
    public static string OfComparison() => Of(typeof(RunComparison), "A comparison, as 'irqmodel diff --json' writes it.");

    private static string Of(Type type, string title)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        var schema = ToolJson.Options.GetJsonSchemaAsNode(type, options).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(ToolJson.Options) + "\n";
    }

    // The exporter knows nothing of strings that stand for other values.
    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        if (TextConverterOf(context) is not { } text) return node;
        var isOptional = context.PropertyInfo?.IsGetNullable == true || Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null;
        return new JsonObject
        {
            ["type"] = isOptional ? new JsonArray("string", "null") : "string",
            ["description"] = text.Expected,
        };
    }

    // The converter that a property names, or else that of its type; for a value that may be missing the framework wraps either.
    private static ITextConverter? TextConverterOf(JsonSchemaExporterContext context)
    {
        var named = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(JsonConverterAttribute), inherit: false)
            .OfType<JsonConverterAttribute>().FirstOrDefault();
        return named?.ConverterType is { } type
            ? Activator.CreateInstance(type) as ITextConverter : context.TypeInfo.Converter as ITextConverter;
    }
}
