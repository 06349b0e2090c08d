using Spectre.Console;

namespace IrqModel.Tool.Report;

/// <summary>Columns of tables.</summary>
internal static class Columns
{
    /// <summary>
    /// Adds columns. Their names are text, not markup: the reader of markup loads a list of all emoji when it first reads anything.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="names">What stands above them.</param>
    public static Table AddNamed(this Table table, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) table.AddColumn(new TableColumn(new Text(name)));
        return table;
    }

    /// <summary>Adds a column whose values are never broken into lines.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">What stands above it.</param>
    public static Table AddUnbroken(this Table table, string name) => table.AddColumn(new TableColumn(new Text(name)).NoWrap());
}
