namespace IrqModel.Tool.Pages.Document;

/// <summary>A remapping unit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Segment">The segment it serves; null where that is not shown.</param>
/// <param name="Base">The address of its registers; null where that is not shown.</param>
/// <param name="CatchAll">Whether it covers all that no other unit of the segment names.</param>
/// <param name="Scopes">Its scopes, in words.</param>
internal sealed record PageUnit(string Name, int? Segment, string? Base, bool CatchAll, IReadOnlyList<string> Scopes);

/// <summary>A bus.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Number">The bus number.</param>
/// <param name="Bridge">The function that leads to it: a bridge, or a controller that hides it. Null for none.</param>
/// <param name="Kind">What it is.</param>
internal sealed record PageBus(int Segment, int Number, int? Bridge, BusKind Kind);

/// <summary>Where a bus hangs.</summary>
internal enum BusKind
{
    /// <summary>Directly below a host bridge.</summary>
    Root,

    /// <summary>Below a bridge.</summary>
    Bridged,

    /// <summary>Behind a controller whose driver finds it.</summary>
    Hidden,

    /// <summary>Only in requester ids of VFs.</summary>
    Virtual,

    /// <summary>What leads to it is not shown.</summary>
    Open,
}

/// <summary>A function.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bus">The bus it is on.</param>
internal sealed record PageFunction(string Address, FunctionRole Kind, int Bus)
{
    /// <summary>
    /// The number of the unit that covers it. Null with <see cref="UnitOpen"/> where that is not known, and otherwise where none does.
    /// </summary>
    public int? Unit { get; init; }

    /// <summary>Whether it is not known which unit covers it.</summary>
    public bool? UnitOpen { get; init; }

    /// <summary>Why it is that unit, or why it is not known.</summary>
    public int? UnitBecause { get; init; }

    /// <summary>Its PF, for a VF; null where that is not known.</summary>
    public int? Pf { get; init; }

    /// <summary>What it is called.</summary>
    public int? Name { get; init; }

    /// <summary>The driver that was bound.</summary>
    public int? Driver { get; init; }

    /// <summary>Where the input shows it.</summary>
    public int? Where { get; init; }

    /// <summary>The message that the input shows: the address.</summary>
    public string? SeenAddress { get; init; }

    /// <summary>The message that the input shows: the data.</summary>
    public string? SeenData { get; init; }
}

/// <summary>What a function is.</summary>
internal enum FunctionRole
{
    /// <summary>A function without SR-IOV.</summary>
    Function,

    /// <summary>A bridge or a port.</summary>
    Bridge,

    /// <summary>A function with SR-IOV.</summary>
    Pf,

    /// <summary>A virtual function.</summary>
    Vf,

    /// <summary>Perhaps a VF: nothing shown says.</summary>
    Open,
}
