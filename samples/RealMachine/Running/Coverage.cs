using IrqModel;

namespace RealMachine.Running;

/// <summary>Which unit covers a function, and why.</summary>
/// <param name="Unit">The unit; null if none does.</param>
/// <param name="Reason">Why, as far as the table says.</param>
public sealed record Coverage(string? Unit, string Reason)
{
    /// <summary>Finds out.</summary>
    public static Coverage Of(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var machine = function.Bus.Machine;
        var unit = machine.UnitCovering(function);
        if (function.PhysicalFunction is { } physical)
            return new(unit?.Name, unit is null ? $"VF of {physical.Address.RequesterId}, which no unit covers" : $"VF: the unit of its PF {physical.Address.RequesterId}");
        if (unit is null) return new(null, machine.RemappingUnits.Count == 0 ? "the table has no unit" : "no scope names it and there is no catch-all");
        if (unit.IncludeAll) return new(unit.Name, "catch-all");

        var scope = unit.Scopes.First(scope => Reaches(scope, function));
        var reason = scope.LeadsTo(function) ? $"{Word(scope)} scope {Place(scope)}" : $"below bridge scope {Place(scope)}";
        var naming = machine.RemappingUnits.Where(other => !other.IncludeAll && other.Names(function)).Select(other => other.Name).ToArray();
        return new(unit.Name, naming.Length > 1 ? $"{reason}; named by {string.Join(" and ", naming)}, first match {unit.Name}" : reason);
    }

    private static bool Reaches(DeviceScope scope, PciFunction function)
    {
        if (scope.LeadsTo(function)) return true;
        if (scope.Kind != DeviceScopeKind.Bridge) return false;
        for (var bridge = function.Bus.Bridge; bridge is not null; bridge = bridge.Bus.Bridge)
        {
            if (scope.LeadsTo(bridge)) return true;
        }

        return false;
    }

    private static string Word(DeviceScope scope) => scope.Kind == DeviceScopeKind.Bridge ? "bridge" : "endpoint";

    private static string Place(DeviceScope scope) =>
        $"{scope.StartBus:x2}:{string.Join('/', scope.Path.Select(hop => $"{hop.Device:x2}.{hop.Function:x}"))}";
}
