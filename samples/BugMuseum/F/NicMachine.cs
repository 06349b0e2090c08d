using IrqModel;

namespace BugMuseum.F;

/// <summary>One endpoint behind one remapping unit.</summary>
internal static class NicMachine
{
    /// <summary>Where the endpoint is.</summary>
    public static readonly Bdf Nic = Bdf.Parse("00:02.0");

    /// <summary>The machine, with an endpoint that has MSI-X.</summary>
    public static Machine Build()
    {
        var machine = new Machine("one endpoint");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }
}
