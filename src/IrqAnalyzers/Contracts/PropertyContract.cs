namespace IrqAnalyzers.Contracts;

/// <summary>What a property tells or sets.</summary>
internal sealed class PropertyContract
{
    public static readonly PropertyContract None = new();

    /// <summary>The kind for which the property is true or not null.</summary>
    public Kinds Tests { get; set; }

    /// <summary>The facts that go with a value of the property.</summary>
    public FactMask Facts { get; set; }

    /// <summary>Whether facts go with a value of the property.</summary>
    public bool HasFacts => Facts != 0;

    /// <summary>The value that goes with the facts.</summary>
    public bool FactsWhile { get; set; }

    /// <summary>What it says about facts that the property is true or not null.</summary>
    public FactTest? FactTest { get; set; }

    /// <summary>What it says about facts that the collection which the property gives is not empty.</summary>
    public FactTest? ElementsTest { get; set; }

    /// <summary>The value with which no interrupt is lost even if steps are missing: a flag, or the number 0. <see langword="null"/> if none.</summary>
    public object? HarmlessIf { get; set; }

    /// <summary>The facts that an object can only ever have if the property, which does not change, is true or not null.</summary>
    public FactMask NeededFor { get; set; }

    public Footprint? Footprint { get; set; }
}
