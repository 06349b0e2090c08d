using IrqModel.Tool.Json;

namespace IrqModel.Tool.Tests.Json;

/// <summary>The published schemas.</summary>
public class SchemaTests
{
    [Theory]
    [InlineData("machine.schema.json")]
    [InlineData("run.schema.json")]
    [InlineData("diff.schema.json")]
    public void It_is_that_of_what_the_tool_writes(string name)
    {
        var schema = name switch
        {
            "machine.schema.json" => ToolSchema.OfMachine(),
            "run.schema.json" => ToolSchema.OfRuns(),
            _ => ToolSchema.OfComparison(),
        };
        var path = Path.Combine(Checkout.Root, "docs", name);

        // To write it anew after a change: IRQ_WRITE_SCHEMAS=1.
        if (Environment.GetEnvironmentVariable("IRQ_WRITE_SCHEMAS") == "1") File.WriteAllText(path, schema);
        Assert.Equal(schema, File.ReadAllText(path));
    }
}
