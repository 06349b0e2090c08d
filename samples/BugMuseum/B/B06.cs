using System.Collections.Immutable;
using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.B;

/// <summary>A non-transparent bridge is refused because its scope says endpoint</summary>
internal sealed class B06 : Exhibit
{
    public override string Id => "B06";

    public override string Commit => "ffb2d1eb88c3";

    public override string Title => "A non-transparent bridge is refused because its scope says endpoint";

    public override string Story =>
        "A device scope of type endpoint had to name a function with a normal header. Non-transparent bridges have a bridge's " +
        "header or class and are endpoints to firmware; the DMAR driver refused the scope, and the function got no domain. The " +
        "fix exempts the class. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => B06.BridgeNamedAsEndpoint();

    public override Host Before(Machine machine) => new B06Linux(machine, new B06Before(machine));

    public override Host After(Machine machine) => new B06Linux(machine, new Iommu(machine));

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function is { Driver: not null, Interrupts.IsEmpty: true }) is { } without
            ? $"{without.Name}: no MSI domain, no vectors"
            : Harm.In(result);

    private static Machine BridgeNamedAsEndpoint()
    {
        var machine = new Machine("a non-transparent bridge with a unit of its own");
        var root = machine.AddRootBus();
        root.AddBridge("03.0", name: "ntb", msixVectors: 4);
        machine.AddRemappingUnit().Covers(new DeviceScope(DeviceScopeKind.Endpoint, startBus: 0, ImmutableArray.Create<(byte, byte)>((3, 0))));
        machine.AddCatchAllUnit();
        return machine;
    }
}
