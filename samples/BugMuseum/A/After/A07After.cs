using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.A;

/// <summary>The notifier that registers the function decides its domain; until then it has a default.</summary>
internal sealed class A07After(Machine machine) : Linux(machine);
