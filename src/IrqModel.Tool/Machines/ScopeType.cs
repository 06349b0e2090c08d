using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>Whether a scope of a DMAR table has the type of the function that it names.</summary>
internal static class ScopeType
{
    private const int BridgeClass = 0x06;

    /// <summary>
    /// Whether a scope is of an endpoint and names a bridge, or is of a bridge and names what is none. False where the function is not shown well enough.
    /// </summary>
    /// <remarks>Linux <c>dmar_insert_dev_scope()</c>: the header type decides, and functions of class 06h pass for bridges.</remarks>
    public static bool IsWrong(DmarScope scope, ObservedFunction function) => function.WhyNotShown != NotShownReason.NamedOnly && scope.Type switch
    {
        DmarScopeType.PciEndpoint => function.IsBridge == true,
        DmarScopeType.PciSubHierarchy => function is { IsBridge: false, ClassCode: { } code } && code >> 16 != BridgeClass,
        _ => false,
    };

    /// <summary>Whether a scope has the wrong type for the function that its path leads to; false where that is not shown.</summary>
    public static bool IsWrong(DmarScope scope, int segment, ObservedTopology topology)
    {
        var bus = scope.StartBus;
        for (var index = 0; index < scope.Path.Length; index++)
        {
            var hop = scope.Path[index];
            if (!hop.IsValid || topology.Find(new Bdf(segment, bus, hop.Device, hop.Function)) is not { } function) return false;
            if (index == scope.Path.Length - 1) return IsWrong(scope, function);
            if (function.Buses is not { } buses) return false;
            bus = buses.Secondary;
        }

        return false;
    }
}
