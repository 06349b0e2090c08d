namespace IrqModel.Tool.Tests.Runs;

/// <summary>A machine in this assembly, for a run of the assembly.</summary>
public static class AssemblyModel
{
    /// <summary>Builds it.</summary>
    public static Machine Build()
    {
        var machine = new Machine("a machine of an assembly");
        machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddCatchAllUnit();
        return machine;
    }
}
