using IrqModel.Tool.Describing;

namespace IrqModel.Tool.Running;

/// <summary>What Linux takes of the device scopes of a machine that is described.</summary>
internal static class LinuxScopes
{
    /// <summary>
    /// The machine without the scopes whose type is not that of the function that they name: of an endpoint for a bridge, or of a bridge for
    /// what is none.
    /// </summary>
    /// <remarks>Linux <c>dmar_insert_dev_scope()</c>: "Device scope type does not match", and the function is not in the unit's scope.</remarks>
    public static MachineDescription WithoutMistyped(MachineDescription machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var functions = machine.Functions.DistinctBy(function => function.Address).ToDictionary(function => function.Address);
        return machine with
        {
            Units = [.. machine.Units.Select(unit => unit with { Scopes = [.. unit.Scopes.Where(scope => !IsMistyped(scope, unit.Segment, functions))] })],
        };
    }

    private static bool IsMistyped(DescribedScope scope, int segment, Dictionary<Bdf, DescribedFunction> functions)
    {
        var bus = scope.StartBus;
        for (var hop = 0; hop < scope.Path.Length; hop++)
        {
            if (!Bdf.TryParse($"{segment:x4}:{bus:x2}:{scope.Path[hop]}", null, out var address) || functions.GetValueOrDefault(address) is not { } function) return false;
            if (hop == scope.Path.Length - 1) return IsMistyped(scope.Kind, function);
            if (function.Bridge is not { } bridge) return false;
            bus = bridge.Secondary;
        }

        return false;
    }

    // Functions of class 06h, such as host bridges, pass for bridges. What a function is, only the words of its listing tell here.
    private static bool IsMistyped(DeviceScopeKind kind, DescribedFunction function) => kind switch
    {
        DeviceScopeKind.Endpoint => function.Bridge is not null,
        DeviceScopeKind.Bridge => function is { Bridge: null, What: { } what } && what.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            && !what.AsSpan(0, colon).Contains("bridge", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
