using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.E;

/// <summary>Linux 5.9.</summary>
internal sealed class E04After(Machine machine) : Linux_5_9(machine, new EndpointDriver())
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        function.EnableMemoryDecoding();        // a PF's own MSE, and VF MSE for its VFs: pdev->no_command_memory
        function.RestoreMessages();
    }
}
