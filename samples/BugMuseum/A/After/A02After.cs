using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.A;

/// <summary>A VF takes what its PF has; a virtual bus is looked through to the one above.</summary>
internal sealed class A02After(Machine machine) : Linux(machine);
