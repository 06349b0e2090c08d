using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.E;

/// <summary>Linux before a91ee0e9fca9.</summary>
internal sealed class E05Before(Machine machine) : E05Host(machine)
{
    protected override Mutex First => ConfigurationAccess;

    protected override Mutex Second => Device;
}
