namespace IrqModel.Hosts.Tests.Drivers;

/// <summary>
/// What the drivers of the observed devices have in common: they switch the function on, take vectors if they get any and the pin if not,
/// and give all of it back.
/// </summary>
/// <param name="name">The driver's name, as sysfs shows it.</param>
/// <param name="device">The name of the functions it drives.</param>
internal abstract class DeviceDriver(string name, string device) : PciDriver(name)
{
    private readonly HashSet<PciFunction> withVectors = [];

    public override bool Matches(PciFunction function) => !function.IsVirtual && function.Name == device;

    protected override Flow Probe(PciFunction function)
    {
        function.Enable();
        if (SetUpInterrupts(function, VectorsFor(function))) withVectors.Add(function);
        return Flow.Completed;
    }

    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
        withVectors.Remove(function);
        function.ReleaseInterrupts();
        function.FreeVectors();
        function.Disable();
    }

    /// <summary>How many vectors the driver asks for.</summary>
    protected abstract int VectorsFor(PciFunction function);

    /// <summary>Whether the function got vectors when the driver bound to it.</summary>
    protected bool HasVectors(PciFunction function) => withVectors.Contains(function);

    /// <summary>Takes vectors, or else the pin.</summary>
    /// <returns>Whether there were vectors.</returns>
    protected static bool SetUpInterrupts(PciFunction function, int vectors)
    {
        if (function.AllocateVectors(vectors) > 0)
        {
            function.RequestInterrupts();
            return true;
        }

        function.RequestPinInterrupt();
        return false;
    }
}
