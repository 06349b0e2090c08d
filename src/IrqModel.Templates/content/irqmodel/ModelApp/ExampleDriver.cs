using IrqModel;

namespace ModelApp;

/// <summary>Binds to every function that can have vectors. The base class allocates them; override Probe and Unbind to do it yourself.</summary>
public sealed class ExampleDriver() : PciDriver("example driver")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
}
