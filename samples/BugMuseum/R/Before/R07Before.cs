using IrqModel;

namespace BugMuseum.R;

/// <summary>A monitor that restores the configuration space last.</summary>
internal sealed class R07Before(Machine machine) : Kernel(machine)
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        Restore(function);
        function.EnableMemoryDecoding();        // the command register and the BARs
    }

    private static void Restore(PciFunction function) => function.RestoreMessages();
}
