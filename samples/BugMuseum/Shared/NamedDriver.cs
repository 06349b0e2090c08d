using IrqModel;

namespace BugMuseum.Shared;

/// <summary>Drives the functions of one name.</summary>
internal sealed class NamedDriver(string name) : PciDriver(name)
{
    public override bool Matches(PciFunction function) => function.Name == Name;
}
