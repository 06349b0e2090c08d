using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.E;

/// <summary>Linux since a91ee0e9fca9.</summary>
internal sealed class E05After(Machine machine) : E05Host(machine)
{
    protected override Mutex First => Device;

    protected override Mutex Second => ConfigurationAccess;
}
