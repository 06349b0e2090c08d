namespace IrqAnalyzers.Topology;

/// <summary>A part of a machine; what is not known of it is <see langword="null"/>.</summary>
internal abstract class Part
{
    protected Part(MachineModel machine, Description? description) => (Machine, Description) = (machine, description);

    public MachineModel Machine { get; }

    /// <summary>The call that describes it; <see langword="null"/> for what a body was given.</summary>
    public Description? Description { get; }
}
