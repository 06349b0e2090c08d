using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Wrong;

/// <summary>S5: the same reorder without the hack. "Otherwise, we risk binding to a driver early, and game over."</summary>
public sealed class S5(Machine machine) : NotifierFirst(machine)
{
    /// <inheritdoc/>
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        await function.Add();
        function.AssignMsiDomain(Dmar.FindMsiDomain(function) ?? DefaultMsiDomain);
        await function.Attach();
    }
}
