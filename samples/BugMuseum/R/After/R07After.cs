using IrqModel;

namespace BugMuseum.R;

/// <summary>A monitor that restores the configuration space first.</summary>
internal sealed class R07After(Machine machine) : Kernel(machine)
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        function.EnableMemoryDecoding();        // the command register and the BARs
        Restore(function);
    }

    private static void Restore(PciFunction function) => function.RestoreMessages();
}
