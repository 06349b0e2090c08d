namespace IrqModel.Tool.Machines;

/// <summary>The remapping unit that a function's requests pass.</summary>
/// <param name="Name">Its name; null if no unit covers the function.</param>
/// <param name="Index">Its position among the units of the table; -1 for none.</param>
public readonly record struct UnitChoice(string? Name, int Index)
{
    /// <summary>No unit covers the function.</summary>
    public static UnitChoice None { get; } = new(null, -1);

    /// <summary>A unit covers the function; which one is not shown.</summary>
    public static UnitChoice Unnamed { get; } = new("a unit", 0);

    /// <inheritdoc/>
    public override string ToString() => Name ?? "none";
}
