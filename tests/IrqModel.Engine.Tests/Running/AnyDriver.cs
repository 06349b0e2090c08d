namespace IrqModel.Engine.Tests.Running;

/// <summary>A driver for everything that can interrupt.</summary>
internal sealed class AnyDriver() : PciDriver("any")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
}
